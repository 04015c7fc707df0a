package import Postgres
package import Programme

/// What a decision does.
package enum DecisionKind: String, Codable, CaseIterable, Sendable {
    case recognition
    case refusal
    case revocation
    /// Takes the place of another one's lines.
    case correction

    /// Quyết định công nhận, ...
    package var vietnameseName: String {
        switch self {
        case .recognition: "Quyết định công nhận"
        case .refusal: "Thông báo không công nhận"
        case .revocation: "Quyết định thu hồi"
        case .correction: "Quyết định đính chính"
        }
    }

    /// Recognition, Refusal ...
    package var englishName: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

extension DecisionKind: StoredText {}

/// What was decided of one registration.
package enum DecisionOutcome: String, Codable, CaseIterable, Sendable {
    case recognised
    case refused
    case revoked

    /// The state of the registration after it.
    package var state: TitleState {
        switch self {
        case .recognised: .recognised
        case .refused: .refused
        case .revoked: .revoked
        }
    }
}

extension DecisionOutcome: StoredText {}

/// A decision with its number, as it is entered.
package struct DecisionRecord: Hashable, Sendable {
    package var kind: DecisionKind
    /// As it is printed.
    package var number: String
    package var decidedOn: CalendarDay
    package var signatory: String
    /// As what: Chủ tịch, KT. Chủ tịch - Phó Chủ tịch ...
    package var signatoryTitle: String
    /// Which decision it corrects; of a correction alone.
    package var supersedes: DecisionID?

    /// A decision of these parts.
    package init(
        _ kind: DecisionKind,
        number: String,
        decidedOn: CalendarDay,
        signatory: String,
        signatoryTitle: String = "Chủ tịch",
        supersedes: DecisionID? = nil
    ) {
        self.kind = kind
        self.number = number
        self.decidedOn = decidedOn
        self.signatory = signatory
        self.signatoryTitle = signatoryTitle
        self.supersedes = supersedes
    }

    /// The record with its texts cleaned.
    ///
    /// - Throws: `.refused` with `.decisionNumber` without a number or a signatory, `.decisionDate`, `.registrationState`.
    func kept(today: CalendarDay) throws -> DecisionRecord {
        var kept = self
        kept.number = VietnameseText.clean(number)
        kept.signatory = VietnameseText.clean(signatory)
        kept.signatoryTitle = VietnameseText.clean(signatoryTitle)
        guard (1...60).contains(kept.number.unicodeScalars.count),
            (1...100).contains(kept.signatory.unicodeScalars.count),
            (1...100).contains(kept.signatoryTitle.unicodeScalars.count)
        else { throw StoreError.refused(.decisionNumber) }
        guard decidedOn <= today else { throw StoreError.refused(.decisionDate) }
        guard (supersedes != nil) == (kind == .correction) else { throw StoreError.refused(.registrationState) }
        return kept
    }
}

/// What a decision says of one registration, as it is entered.
package struct DecisionLine: Hashable, Sendable {
    package var registration: RegistrationID
    /// Why; not needed to recognise.
    package var reason: String
    /// Of a correction, what it is to be.
    package var outcome: DecisionOutcome?

    /// A line about a registration.
    package init(_ registration: RegistrationID, reason: String = "", outcome: DecisionOutcome? = nil) {
        self.registration = registration
        self.reason = reason
        self.outcome = outcome
    }
}

/// A decision as kept.
package struct StoredDecision: Hashable, Sendable {
    package let id: DecisionID
    package let title: TitleTypeID
    package let year: Int
    package let record: DecisionRecord
    /// The ward's name as printed.
    package let issuer: String
    /// Of how many registrations.
    package let count: Int
}

extension StoredDecision: PostgresRowDecodable {
    /// What it is read from, of `app.decisions as d`.
    static let columns = """
        d.id, d.title_type_id, d.year, d.kind, d.number, d.decided_on, d.signatory, d.signatory_title, d.supersedes,
        d.issuer, (
            select count(*)
            from app.decision_lines as l
            where l.tenant_id = d.tenant_id and l.decision_id = d.id
        )
        """

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        title = try row.next()
        year = try row.next()
        var record = try DecisionRecord(
            row.next(),
            number: row.next(),
            decidedOn: row.next(),
            signatory: row.next(),
            signatoryTitle: row.next()
        )
        record.supersedes = try row.next()
        self.record = record
        issuer = try row.next()
        count = try row.next()
    }
}

/// What was decided of one registration, as kept and as printed on its certificate.
package struct StoredDecisionLine: Hashable, Sendable {
    package let decision: DecisionID
    package let registration: RegistrationID
    /// Its number among those of the registration, from 1; the last holds.
    package let ordinal: Int
    package let outcome: DecisionOutcome
    package let reason: String
    package let level: Int?
    package let levelName: String
    package let validFrom: CalendarDay?
    /// Nil: until it is revoked.
    package let validUntil: CalendarDay?
    package let certificateNumber: String?
    /// With which anybody may verify it.
    package let code: CertificateCode?
    package let holderName: String
    package let titleName: String
    package let issuer: String
    package let decisionNumber: String
    package let decidedOn: CalendarDay
    package let signatory: String
    /// Where the subject was when it registered.
    package let area: AreaID
}

extension StoredDecisionLine: PostgresRowDecodable {
    /// The columns that `init(from:)` reads, of tables called `l` and `r` (the registrations).
    static let columns = """
        l.decision_id, l.registration_id, l.ordinal, l.outcome, l.reason, l.level, l.level_name, l.valid_from, l.valid_until,
            l.certificate_number, l.code, l.holder_name, l.title_name, l.issuer, l.decision_number, l.decided_on, l.signatory,
            r.area_id
        """

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        decision = try row.next()
        registration = try row.next()
        ordinal = try row.next()
        outcome = try row.next()
        reason = try row.next()
        level = try row.next()
        levelName = try row.next()
        validFrom = try row.next()
        validUntil = try row.next()
        certificateNumber = try row.next()
        code = try row.next()
        holderName = try row.next()
        titleName = try row.next()
        issuer = try row.next()
        decisionNumber = try row.next()
        decidedOn = try row.next()
        signatory = try row.next()
        area = try row.next()
    }
}
