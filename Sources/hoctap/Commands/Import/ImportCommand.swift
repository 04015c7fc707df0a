internal import ArgumentParser

/// `hoctap import`: an officer's lists, taken in by the operator.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in an office's list, an XLSX or CSV file, for one of a tenant's officers.",
        discussion: """
            Examples:
              hoctap import check phu-nu "danh sách.xlsx" --officer phu-nu.canbo
              hoctap import show phu-nu 0192f0c1-... --officer phu-nu.canbo --problems problems.xlsx
              hoctap import commit phu-nu 0192f0c1-... --officer phu-nu.canbo
              hoctap import undo phu-nu 0192f0c1-... --officer phu-nu.canbo
            Columns are guessed, or remembered from the officer's own imports; where they have to be put right, the pages do it.
            """,
        subcommands: [
            ImportCheckCommand.self, ImportCommitCommand.self, ImportUndoCommand.self, ImportShowCommand.self,
            ImportListCommand.self,
        ]
    )
}
