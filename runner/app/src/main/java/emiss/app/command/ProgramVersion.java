package emiss.app.command;

/** The version of this program, as its module or jar says. */
final class ProgramVersion {
    private ProgramVersion() {}

    static String text() {
        Module module = ProgramVersion.class.getModule();
        String version = module.isNamed()
                ? module.getDescriptor().rawVersion().orElse(null)
                : ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
