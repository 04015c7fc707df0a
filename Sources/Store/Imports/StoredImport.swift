package import FoundationEssentials
package import Postgres
package import Programme

/// An upload as it comes in.
package struct NewImport: Hashable, Sendable {
    /// Bytes of an upload, at most: a list of 100,000 members has about 10 MiB as a workbook.
    package static let mostBytes = 100 << 20

    /// As the officer's computer called it.
    package var fileName: String
    package var fileBytes: Int
    /// SHA-256 of the file, 32 bytes.
    package var fileHash: [UInt8]

    /// An upload of this name, size and hash.
    package init(fileName: String, fileBytes: Int, fileHash: [UInt8]) {
        self.fileName = fileName
        self.fileBytes = fileBytes
        self.fileHash = fileHash
    }
}

/// An import as kept (đợt nhập).
package struct StoredImport: Hashable, Sendable {
    package let id: ImportID
    package let state: ImportState
    package let fileName: String
    package let fileBytes: Int
    package let fileHash: [UInt8]
    /// JSON: sheet, columns, how dates are read, what to do with bad rows. Its meaning is the intake's.
    package let settings: String
    /// JSON: rows by outcome, skipped rows by reason, problems by code.
    package let summary: String
    /// The code of what ended it, if anything did.
    package let failure: String?
    package let officer: OfficerID
    package let createdAt: Date
    package let committedAt: Date?
    package let undoneAt: Date?
    /// Rises by one with each change.
    package let version: Int
}

extension StoredImport: PostgresRowDecodable {
    /// The columns that `init(from:)` reads, of a table called `i`.
    static let columns = """
        i.id, i.state, i.file_name, i.file_bytes, i.file_hash, i.settings, i.summary, i.failure, i.officer_id, i.created_at,
            i.committed_at, i.undone_at, i.version
        """

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        state = try row.next()
        fileName = try row.next()
        fileBytes = try row.next()
        fileHash = try row.next()
        settings = try row.next(PostgresJSONText.self).text
        summary = try row.next(PostgresJSONText.self).text
        failure = try row.next()
        officer = try row.next()
        createdAt = try row.next()
        committedAt = try row.next()
        undoneAt = try row.next()
        version = try row.next()
    }
}

/// How far a running import is.
package struct ImportProgress: Hashable, Sendable {
    /// What is being done.
    package let phase: String
    package let rowsDone: Int
    /// Nil while nobody knows.
    package let rowsExpected: Int?
    package let changedAt: Date
}

extension ImportProgress: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        phase = try row.next()
        rowsDone = try row.next()
        rowsExpected = try row.next()
        changedAt = try row.next()
    }
}

/// What became of one row of an upload.
package struct ImportRow: Hashable, Sendable {
    /// As the workbook counts, from 1.
    package let number: Int
    package let outcome: ImportOutcome
    /// The member made or found.
    package let member: MemberID?
    /// The member's version after it.
    package let memberVersion: Int?
    /// The fields that changed, as they were.
    package let before: MemberValues?
    /// The fields that changed, as the upload has them.
    package let after: MemberValues?
    /// JSON: what there is to mend. Its meaning is the intake's.
    package let problems: String?
}

extension ImportRow: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        number = try row.next()
        outcome = try row.next()
        member = try row.next()
        memberVersion = try row.next()
        before = try row.next(PostgresJSON<MemberValues>?.self)?.value
        after = try row.next(PostgresJSON<MemberValues>?.self)?.value
        problems = try row.next(PostgresJSONText?.self)?.text
    }
}

/// Some rows of an import, in their order.
package struct ImportRowPage: Hashable, Sendable {
    package let rows: [ImportRow]
    /// The row behind which the next page begins; nil if there is none.
    package let next: Int?
}

/// Some imports, the latest first.
package struct ImportPage: Hashable, Sendable {
    package let imports: [StoredImport]
    /// The import behind which the next page begins; nil if there is none.
    package let next: ImportID?
}
