/// What some fields of a record are to become; the other fields stay.
package struct MemberChanges: Hashable, Sendable {
    /// The fields that change.
    package let fields: Set<MemberField>
    /// Their values; a field of which nothing is known here is emptied.
    package let values: MemberRecord

    /// The changes of these fields to what `values` has, as `MemberReader` reads them.
    package init(_ fields: Set<MemberField>, to values: MemberRecord) {
        self.fields = fields
        self.values = values
    }

    /// The record with the changes made.
    package func applied(to record: MemberRecord) -> MemberRecord {
        var record = record
        for field in fields { record.take(field, from: values) }
        return record
    }
}
