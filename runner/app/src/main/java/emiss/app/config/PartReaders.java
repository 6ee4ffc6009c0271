package emiss.app.config;

import emiss.app.file.NamedFiles;
import emiss.app.input.InputsReader;
import emiss.data.document.Problems;

/**
 * The readers of the parts of one document.
 *
 * @param inventory what it can name
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
        Inventory inventory,
        NamedFiles files,
        SpectrumTables tables,
        Problems problems,
        Problems warnings,
        Names names,
        Groups groups,
        InputsReader inputs,
        ExperimentsReader experiments) {
    static PartReaders of(Inventory inventory, NamedFiles files, SpectrumTables tables, Problems problems) {
        Groups groups = new Groups(inventory.catalogue(), problems);
        return new PartReaders(
                inventory,
                files,
                tables,
                problems,
                new Problems(),
                new Names(problems),
                groups,
                new InputsReader(inventory.formFactors(), inventory.standardInputs(), files, problems),
                new ExperimentsReader(inventory, groups, files, problems));
    }
}
