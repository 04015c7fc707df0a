package import Programme

/// A row of an upload as it was read, before anybody looked whether the member is known.
package struct ImportCandidate: Sendable {
    /// As the workbook counts, from 1.
    package var number: Int
    /// What could be read; the ward or hamlet as an area where it is one that is known.
    package var record: MemberRecord
    /// The branch that the row names.
    package var branch: BranchID?
    /// What there is to mend, a JSON array; nil for nothing.
    package var problems: String?
    /// Whether something keeps the row from being taken.
    package var isRefused: Bool

    /// A row of these parts.
    package init(number: Int, record: MemberRecord, branch: BranchID?, problems: String?, isRefused: Bool) {
        self.number = number
        self.record = record
        self.branch = branch
        self.problems = problems
        self.isRefused = isRefused
    }
}

/// What a run over an upload is to do with rows that do not say all, and with the rows as a whole.
package struct ImportChoices: Sendable {
    /// The branch of new members whose row names none.
    package var branch: BranchID?
    /// The area of new members whose row names none.
    package var area: AreaID?
    /// Whether the good rows are taken where others are refused.
    package var takesGoodRows: Bool
    /// Whether the rows are taken over; false only says what would become of them.
    package var isApplying: Bool
    /// Branches to be made before, with the identities under which the rows name them.
    package var newBranches: [NewBranch] = []

    /// A branch that an upload names and the tenant does not have.
    package struct NewBranch: Hashable, Sendable {
        package let id: BranchID
        package let name: String

        /// A branch of this name.
        package init(id: BranchID, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// These choices.
    package init(branch: BranchID?, area: AreaID?, takesGoodRows: Bool, isApplying: Bool) {
        self.branch = branch
        self.area = area
        self.takesGoodRows = takesGoodRows
        self.isApplying = isApplying
    }
}

/// What a run came to.
package struct ImportResult: Hashable, Sendable {
    /// Rows by what became of them.
    package let outcomes: [ImportOutcome: Int]
    /// Problems that only the comparison with the members could show, by code.
    package let problems: [String: Int]
    /// Whether the rows were taken over.
    package let isApplied: Bool
}
