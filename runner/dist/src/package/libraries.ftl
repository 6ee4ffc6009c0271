The libraries in lib and their licences.

<#list dependencyMap as entry>
<#assign library = entry.getKey()>
<#if library.groupId != "org.emiss">
${library.groupId}:${library.artifactId} ${library.version}
    ${entry.getValue()?join(", ")}
</#if>
</#list>

The licence of Emiss itself is the file LICENSE, and those of a Java run-time are in runtime/legal. LGPL-2.1.txt belongs to the
libraries under that licence; they are separate files in lib, which can be replaced by other versions.
