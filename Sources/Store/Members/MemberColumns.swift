import Postgres
import Programme

/// The values of a member's row, as an insert or update writes them.
struct MemberColumns {
    let state: MemberState
    let name: PersonName
    let branch: BranchID?
    let record: MemberRecord

    /// - Throws: `StoreError.refused(.nameMissing)`.
    init(_ record: MemberRecord, state: MemberState, branch: BranchID?) throws(StoreError) {
        guard let name = record.name else { throw .refused(.nameMissing) }
        self.name = name
        self.state = state
        self.branch = branch
        self.record = record
    }

    /// A field of text or of choice; nil where nothing is known.
    subscript(field: MemberField) -> String? { record[field] }
}

extension MemberRecord {
    /// Without what is kept elsewhere or cannot be kept: the branch by its name, an area that nobody could tell.
    var kept: MemberRecord {
        var record = self
        record.texts[.branch] = nil
        record.texts[.area] = nil
        return record
    }
}
