package import FoundationEssentials
package import Postgres
package import Programme

/// One line of who did what to which records (nhật ký thao tác).
package struct AuditEntry: Hashable, Sendable {
    package let id: AuditEntryID
    package let happenedAt: Date
    /// The officer; nil for the operator.
    package let officer: OfficerID?
    /// `officer`, `program` or `operator`.
    package let actor: String
    package let action: AuditAction
    /// Identities of the records, whatever their kind.
    package let subjects: [UUID]
    /// Names of the fields read or changed, never their values.
    package let fields: [String]
    /// Counts and codes by name.
    package let details: [String: String]
    package let requestID: String?
}

extension AuditEntry: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        happenedAt = try row.next()
        officer = try row.next()
        actor = try row.next()
        action = try row.next()
        subjects = try row.next()
        fields = try row.next()
        details = try row.next(PostgresJSON<[String: String]>.self).value
        requestID = try row.next()
    }
}

/// Which lines of the audit are wanted. Nil leaves a side open.
package struct AuditFilter: Hashable, Sendable {
    /// Only what was done to this record.
    package var subject: UUID?
    /// Only what this officer did.
    package var officer: OfficerID?
    /// Only from this moment on.
    package var since: Date?
    /// Only before this moment.
    package var before: Date?

    /// Every line, unless narrowed.
    package init(subject: UUID? = nil, officer: OfficerID? = nil, since: Date? = nil, before: Date? = nil) {
        self.subject = subject
        self.officer = officer
        self.since = since
        self.before = before
    }
}

/// Some lines of the audit, the latest first.
package struct AuditPage: Hashable, Sendable {
    package let entries: [AuditEntry]
    /// Where the next page goes on; nil if there is none.
    package let next: AuditEntryID?
}
