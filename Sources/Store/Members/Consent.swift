package import FoundationEssentials
package import Postgres
package import Programme

/// Why a person's data may be used (Law 91/2025/QH15).
package enum LegalBasis: String, Codable, CaseIterable, Sendable, StoredText {
    case consent
    case law
    case contract
    case emergency
}

/// How an agreement was given.
package enum ConsentMethod: String, Codable, CaseIterable, Sendable, StoredText {
    case paper
    case sms
    case click
    case spoken
}

/// A person's agreement to one use of their data, or the law that makes it unnecessary, as it is recorded.
package struct ConsentRecord: Hashable, Codable, Sendable {
    /// For what.
    package var purpose: String
    package var legalBasis: LegalBasis
    /// Which text was agreed to.
    package var textVersion: String
    package var method: ConsentMethod
    package var givenOn: CalendarDay
    /// Where the proof is kept.
    package var evidence: String

    /// A consent of these parts.
    package init(
        purpose: String,
        legalBasis: LegalBasis = .consent,
        textVersion: String = "",
        method: ConsentMethod,
        givenOn: CalendarDay,
        evidence: String = ""
    ) {
        self.purpose = purpose
        self.legalBasis = legalBasis
        self.textVersion = textVersion
        self.method = method
        self.givenOn = givenOn
        self.evidence = evidence
    }

    /// The same with its texts cleaned; nil if one is too long, or the purpose is missing.
    var kept: ConsentRecord? {
        var record = self
        record.purpose = VietnameseText.clean(purpose)
        record.textVersion = VietnameseText.clean(textVersion)
        record.evidence = VietnameseText.clean(evidence)
        guard (1...100).contains(record.purpose.unicodeScalars.count), record.textVersion.unicodeScalars.count <= 100,
            record.evidence.unicodeScalars.count <= 200
        else { return nil }
        return record
    }
}

/// A consent as kept.
package struct StoredConsent: Hashable, Codable, Sendable {
    package let id: ConsentID
    package let member: MemberID
    package let record: ConsentRecord
    /// When it was taken back.
    package let withdrawnOn: CalendarDay?
    /// Who recorded it; nil for the operator.
    package let officer: OfficerID?
    package let recordedAt: Date
}

extension StoredConsent: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        member = try row.next()
        let purpose = try row.next(String.self)
        let legalBasis = try row.next(LegalBasis.self)
        let textVersion = try row.next(String.self)
        let method = try row.next(ConsentMethod.self)
        record = ConsentRecord(
            purpose: purpose,
            legalBasis: legalBasis,
            textVersion: textVersion,
            method: method,
            givenOn: try row.next(),
            evidence: try row.next()
        )
        withdrawnOn = try row.next()
        officer = try row.next()
        recordedAt = try row.next()
    }
}
