package import Postgres
package import Programme

/// A decision, to be written by `TenantFill`.
package struct FilledDecision: FilledRow, Sendable {
    package static let table = "decisions"
    package static let columns = [
        "tenant_id", "id", "kind", "number", "decided_on", "signatory", "signatory_title", "issuer", "title_type_id",
        "year", "created_at",
    ]

    package let tenant: TenantID
    package let id: DecisionID
    package let record: DecisionRecord
    package let issuer: String
    package let title: TitleType
    private let year: Int

    /// A decision of a ward's; `issuer` is its name as printed.
    package init(
        _ id: DecisionID,
        of tenant: TenantID,
        _ record: DecisionRecord,
        issuer: String,
        title: TitleType,
        year: Int
    ) {
        (self.id, self.tenant, self.record) = (id, tenant, record)
        (self.issuer, self.title, self.year) = (issuer, title, year)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            record.kind,
            record.number,
            record.decidedOn,
            record.signatory,
            record.signatoryTitle,
            issuer,
            title.id,
            Int16(clamping: year),
            record.decidedOn.startInVietnam
        )
    }
}

/// What a decision says of a registration, to be written by `TenantFill`.
package struct FilledDecisionLine: FilledRow, Sendable {
    package static let table = "decision_lines"
    package static let columns = [
        "tenant_id", "decision_id", "registration_id", "ordinal", "outcome", "reason", "level", "level_name",
        "valid_from", "valid_until", "certificate_number", "code", "holder_name", "title_name", "issuer",
        "decision_number", "decided_on", "signatory",
    ]

    /// A certificate with the title that it is about.
    package struct Certificate: Sendable {
        package let number: CertificateNumber
        package let code: CertificateCode
        package let level: Int
        package let term: TitleTerm

        /// A certificate of these parts.
        package init(_ number: CertificateNumber, _ code: CertificateCode, level: Int, _ term: TitleTerm) {
            (self.number, self.code, self.level, self.term) = (number, code, level, term)
        }
    }

    private let decision: FilledDecision
    private let registration: RegistrationID
    private let holderName: String
    private let outcome: DecisionOutcome
    private let reason: String
    private let certificate: Certificate?

    /// The first line of a registration: recognised with a certificate, or refused for a reason. Or the second: the certificate
    /// is taken away again for a reason.
    package init(
        _ decision: FilledDecision,
        of registration: FilledRegistration,
        _ outcome: DecisionOutcome,
        reason: String = "",
        _ certificate: Certificate?
    ) {
        (self.decision, self.registration) = (decision, registration.id)
        holderName = registration.holderName
        (self.outcome, self.reason, self.certificate) = (outcome, reason, certificate)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        let given = outcome == .recognised ? certificate : nil
        try await copy.write(
            decision.tenant,
            decision.id,
            registration,
            Int16(outcome == .revoked ? 2 : 1),
            outcome,
            reason,
            given.map { Int16(clamping: $0.level) },
            "",
            given?.term.from,
            given?.term.until,
            certificate?.number.description,
            certificate?.code.text,
            holderName,
            decision.title.vietnamese,
            decision.issuer,
            decision.record.number,
            decision.record.decidedOn,
            decision.record.signatory
        )
    }
}

/// The last number of a year's certificates of titles, to be written by `TenantFill`.
package struct FilledCertificateSerial: FilledRow, Sendable {
    package static let table = "certificate_serials"
    package static let columns = ["tenant_id", "year", "last"]

    private let tenant: TenantID
    private let year: Int
    private let last: Int

    /// The last number that a ward gave in a year.
    package init(_ tenant: TenantID, year: Int, last: Int) {
        (self.tenant, self.year, self.last) = (tenant, year, last)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(tenant, Int16(clamping: year), Int32(clamping: last))
    }
}

/// An appeal that is open, to be written by `TenantFill`.
package struct FilledAppeal: FilledRow, Sendable {
    package static let table = "appeals"
    package static let columns = [
        "tenant_id", "id", "registration_id", "filed_on", "appellant", "grounds", "created_at",
    ]

    private let tenant: TenantID
    private let id: AppealID
    private let registration: RegistrationID
    private let filedOn: CalendarDay
    private let appellant: String
    private let grounds: String

    /// An appeal of whom a registration is about.
    package init(_ id: AppealID, against registration: FilledRegistration, on filedOn: CalendarDay, grounds: String) {
        (self.id, tenant, self.registration) = (id, registration.tenant, registration.id)
        (self.filedOn, appellant, self.grounds) = (filedOn, registration.holderName, grounds)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(tenant, id, registration, filedOn, appellant, grounds, filedOn.startInVietnam)
    }
}

/// A day of a ward's own until which a step is to be done, to be written by `TenantFill`.
package struct FilledWardDeadline: FilledRow, Sendable {
    package static let table = "ward_deadlines"
    package static let columns = ["tenant_id", "year", "step", "due_on"]

    private let tenant: TenantID
    private let year: Int
    private let stage: TitleStage
    private let dueOn: CalendarDay

    /// The last day of a step of a year.
    package init(_ tenant: TenantID, year: Int, _ stage: TitleStage, dueOn: CalendarDay) {
        (self.tenant, self.year, self.stage, self.dueOn) = (tenant, year, stage, dueOn)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(tenant, Int16(clamping: year), stage, dueOn)
    }
}
