package import Programme
package import Store

/// An import with everything that a page or a program is told of it.
package struct ImportDetail: Sendable {
    /// As kept: state, name of the file, who and when, version.
    package let stored: StoredImport
    /// How it is taken over.
    package let settings: ImportSettings
    /// What the last run came to; nil before the first.
    package let summary: ImportSummary?

    /// Its identity.
    package var id: ImportID { stored.id }
    /// The version that a change has to name.
    package var version: Int { stored.version }
    /// Where it stands.
    package var state: ImportState { stored.state }
    /// What keeps it from being run: the officer has to choose columns first.
    package var mappingProblems: [MappingProblem] { settings.mapping.problems }
}

/// What an undo came to.
package struct ImportUndo: Codable, Hashable, Sendable {
    /// Members that the import had made and that are gone.
    package let removed: Int
    /// Members that have their old values back.
    package let restored: Int
    /// Rows that stay; at most `mostRemaining` of them.
    package let remaining: [ImportReturn.Remaining]
    /// How many stay.
    package let remainingCount: Int

    /// Rows that are listed.
    package static let mostRemaining = 1000
}
