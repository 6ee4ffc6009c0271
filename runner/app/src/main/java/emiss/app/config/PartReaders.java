package emiss.app.config;

import emiss.app.file.NamedFiles;
import emiss.app.input.InputsReader;
import emiss.data.document.Problems;

/**
 * The readers of the parts of one document.
 *
 * @param available what it can name
 * @param files the files that it names
 * @param tables reads its tables of spectra
 * @param problems collects what is wrong with it
 * @param warnings collects what is probably not meant
 * @param names reads the ids of its studies and figures
 * @param groups reads its groups of data sets
 * @param inputs reads its theory inputs
 * @param experiments reads its data sets
 */
record PartReaders(
        Available available,
        NamedFiles files,
        SpectrumTables tables,
        Problems problems,
        Problems warnings,
        Names names,
        Groups groups,
        InputsReader inputs,
        ExperimentsReader experiments) {
    static PartReaders of(Available available, NamedFiles files, SpectrumTables tables, Problems problems) {
        Groups groups = new Groups(available.catalogue(), problems);
        return new PartReaders(
                available,
                files,
                tables,
                problems,
                new Problems(),
                new Names(problems),
                groups,
                new InputsReader(available.formFactors(), available.standardInputs(), files, problems),
                new ExperimentsReader(available, groups, files, problems));
    }
}
