package import FoundationEssentials
package import Postgres
package import Programme

extension OfficialForm: StoredText {}
extension OfficialReportState: StoredText {}
extension OfficialFile: StoredText {}
extension OfficialReportProblem: StoredText {}

/// What an official report is to say: a form, its time, what it is about.
package struct ReportSubject: Hashable, Sendable {
    package var form: OfficialForm
    /// Nil for a form without a time.
    package var year: Int?
    package var period: ReturnPeriod?
    /// The decision, centre or member; nil: the whole tenant.
    package var about: UUID?

    /// A subject of these parts.
    package init(_ form: OfficialForm, year: Int? = nil, period: ReturnPeriod? = nil, about: UUID? = nil) {
        self.form = form
        self.year = year
        self.period = period
        self.about = about
    }

    /// Whether it says all that its form needs, of a time that has begun, and no more.
    func isWhole(today: CalendarDay) -> Bool {
        guard (about != nil) == (form.about != nil) else { return false }
        guard form.hasPeriod else { return year == nil && period == nil }
        guard let year, let period, WorkDefect.years.contains(year), let days = period.days(of: year) else {
            return false
        }
        return days.first <= today
    }
}

/// An official report as kept, without its files.
package struct StoredReport: Hashable, Sendable {
    package let id: ReportID
    package let version: Int
    package let subject: ReportSubject
    package let state: OfficialReportState
    /// Whether a schedule asked for it.
    package let isScheduled: Bool
    /// How often it was begun since it was asked for.
    package let attempts: Int
    /// Written so far.
    package let rowsDone: Int
    /// Why it could not be made, or not be signed.
    package let problem: OfficialReportProblem?
    /// What stands above it; empty before it is made.
    package let title: String
    /// The tenant's name as printed; empty before it is made.
    package let issuer: String
    /// The sha256 of its content, in hexadecimal digits; nil before it is made.
    package let hash: String?
    /// Of one that is signed, or being signed.
    package let signature: OfficialSignature?
    /// With which anybody may verify it, from the signature on.
    package let code: CertificateCode?
    package let createdAt: Date
    /// When its content was taken.
    package let madeAt: Date?
    /// When its files were frozen.
    package let frozenAt: Date?
}

extension StoredReport: PostgresRowDecodable {
    /// As `init(from:)` reads them, of a table called `r`.
    static let columns = """
        r.id, r.version, r.form, r.year::int, r.period, r.about_id, r.state, r.is_scheduled, r.attempts::int, r.rows_done,
            r.problem, r.title, r.issuer, encode(r.hash, 'hex'), r.number, r.signed_on, r.place, r.office, r.signatory, r.code,
            r.created_at, r.made_at, r.frozen_at
        """

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        version = try row.next()
        subject = ReportSubject(try row.next(), year: try row.next(), period: try row.next(), about: try row.next())
        state = try row.next()
        isScheduled = try row.next()
        attempts = try row.next()
        rowsDone = try row.next()
        problem = try row.next()
        title = try row.next()
        issuer = try row.next()
        hash = try row.next()
        let number = try row.next(String?.self)
        let signedOn = try row.next(CalendarDay?.self)
        let place = try row.next(String?.self)
        let office = try row.next(String?.self)
        let signatory = try row.next(String?.self)
        if let number, let signedOn, let place, let office, let signatory {
            signature = OfficialSignature(
                number: number,
                signedOn: signedOn,
                place: place,
                office: office,
                signatory: signatory
            )
        } else {
            signature = nil
        }
        code = try row.next()
        createdAt = try row.next()
        madeAt = try row.next()
        frozenAt = try row.next()
    }
}

/// A file of a report, without its bytes.
package struct StoredReportFile: Hashable, Sendable, PostgresRowDecodable {
    package let kind: OfficialFile
    package let sizeBytes: Int
    /// In hexadecimal digits.
    package let sha256: String

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        kind = try row.next()
        sizeBytes = try row.next()
        sha256 = try row.next()
    }
}

/// What is made by itself when its time is over.
package struct ReportSchedule: Hashable, Sendable, PostgresRowDecodable {
    package let form: OfficialForm
    package let period: ReturnPeriod
    /// The year of which the next one is.
    package let nextYear: Int
    /// From which day on the next one is made.
    package let nextOn: CalendarDay

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        form = try row.next()
        period = try row.next()
        nextYear = try row.next()
        nextOn = try row.next()
    }
}

/// What anybody is told who has the code of a signed report: which it is, and what its content hashes to. Nobody is named.
package struct VerifiedReport: Hashable, Sendable {
    package let form: OfficialForm
    package let year: Int?
    package let period: ReturnPeriod?
    package let issuer: String
    package let number: String
    package let signedOn: CalendarDay
    /// The sha256 of its content, in hexadecimal digits.
    package let hash: String
}

extension CertificateVerifier {
    /// The signed report with a code; nil if there is none.
    package func verifyReport(_ code: CertificateCode) async throws -> VerifiedReport? {
        try await pool.query(
            """
            -- CertificateVerifier.verifyReport
            select r.form, r.year, r.period, r.issuer, r.number, r.signed_on, encode(r.hash, 'hex')
            from app.verify_report(\(code)) as r
            limit 1
            """
        ).decode((OfficialForm, Int?, ReturnPeriod?, String, String, CalendarDay, String).self).first.map { row in
            VerifiedReport(
                form: row.0,
                year: row.1,
                period: row.2,
                issuer: row.3,
                number: row.4,
                signedOn: row.5,
                hash: row.6
            )
        }
    }
}
