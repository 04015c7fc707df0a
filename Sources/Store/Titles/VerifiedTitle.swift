package import Programme

/// What anybody is told who has the code of a title's certificate: what is printed on it, and whether it holds.
package struct VerifiedTitle: Hashable, Sendable {
    package let certificateNumber: String
    package let titleName: String
    /// Empty where the title has one level.
    package let levelName: String
    package let holderName: String
    package let issuer: String
    package let decisionNumber: String
    package let decidedOn: CalendarDay
    package let signatory: String
    /// Nil: until it is revoked.
    package let validUntil: CalendarDay?
    /// Since when a later decision took it away; nil while it holds.
    package let endedOn: CalendarDay?
}

extension CertificateVerifier {
    /// The title's certificate with a code; nil if there is none.
    package func verifyTitle(_ code: CertificateCode) async throws -> VerifiedTitle? {
        try await pool.query(
            """
            -- CertificateVerifier.verifyTitle
            select c.certificate_number, c.title_name, c.level_name, c.holder_name, c.issuer, c.decision_number, c.decided_on,
                c.signatory, c.valid_until, c.ended_on
            from app.verify_title(\(code)) as c
            limit 1
            """
        ).decode(
            (String, String, String, String, String, String, CalendarDay, String, CalendarDay?, CalendarDay?).self
        ).first.map { row in
            VerifiedTitle(
                certificateNumber: row.0,
                titleName: row.1,
                levelName: row.2,
                holderName: row.3,
                issuer: row.4,
                decisionNumber: row.5,
                decidedOn: row.6,
                signatory: row.7,
                validUntil: row.8,
                endedOn: row.9
            )
        }
    }
}
