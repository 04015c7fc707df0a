package import Postgres
package import Programme

/// For what a certificate is.
package enum CertificateSubject: Hashable, Sendable {
    /// A class that was completed.
    case enrolment(EnrolmentID)
    /// Learning done elsewhere that was verified.
    case record(LearningRecordID)

    var enrolment: EnrolmentID? { if case .enrolment(let id) = self { id } else { nil } }
    var record: LearningRecordID? { if case .record(let id) = self { id } else { nil } }
}

/// A certificate as kept.
package struct StoredCertificate: Hashable, Sendable {
    package let id: CertificateID
    package let member: MemberID
    /// Nil where that is gone.
    package let subject: CertificateSubject?
    package let version: Int
    /// As it is printed.
    package let number: String
    /// For what.
    package let title: String
    /// The name as printed.
    package let holderName: String
    /// The tenant's name as printed.
    package let issuer: String
    package let issuedOn: CalendarDay
    package let signatory: String
    /// With which anybody may verify it: for its holder, and for nobody else.
    package let code: CertificateCode
    package let revokedOn: CalendarDay?
    package let revokedReason: String
}

extension StoredCertificate: PostgresRowDecodable {
    /// The columns that `init(from:)` reads, of a table called `c`.
    static let columns = """
        c.id, c.member_id, c.enrolment_id, c.learning_record_id, c.version, c.number, c.title, c.holder_name, c.issuer,
            c.issued_on, c.signatory, c.code, c.revoked_on, c.revoked_reason
        """

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        member = try row.next()
        let enrolment = try row.next(EnrolmentID?.self)
        let record = try row.next(LearningRecordID?.self)
        subject = enrolment.map(CertificateSubject.enrolment) ?? record.map(CertificateSubject.record)
        version = try row.next()
        number = try row.next()
        title = try row.next()
        holderName = try row.next()
        issuer = try row.next()
        issuedOn = try row.next()
        signatory = try row.next()
        code = try row.next()
        revokedOn = try row.next()
        revokedReason = try row.next()
    }
}

extension CertificateCode: StoredText {
    package var storedText: String { text }

    package init?(storedText: String) { self.init(typed: storedText) }
}

/// What anybody is told who has the code of a certificate: what is printed on it, and whether it holds.
package struct VerifiedCertificate: Hashable, Sendable {
    package let number: String
    package let title: String
    package let holderName: String
    package let issuer: String
    package let issuedOn: CalendarDay
    package let revokedOn: CalendarDay?
}

/// Verifies certificates for anybody. It acts for no tenant, and is shown the one certificate that has the code.
package struct CertificateVerifier: Sendable {
    let pool: PostgresPool

    /// Verifies through `hoctap_server`'s pool.
    package init(pool: PostgresPool) { self.pool = pool }

    /// The certificate with a code; nil if there is none.
    package func verify(_ code: CertificateCode) async throws -> VerifiedCertificate? {
        try await pool.query(
            """
            -- CertificateVerifier.verify
            select c.number, c.title, c.holder_name, c.issuer, c.issued_on, c.revoked_on
            from app.verify_certificate(\(code)) as c
            limit 1
            """
        ).decode((String, String, String, String, CalendarDay, CalendarDay?).self).first.map { row in
            VerifiedCertificate(
                number: row.0,
                title: row.1,
                holderName: row.2,
                issuer: row.3,
                issuedOn: row.4,
                revokedOn: row.5
            )
        }
    }
}
