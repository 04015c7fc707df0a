internal import Crypto
package import FoundationEssentials
package import Postgres
package import Programme

/// A registration for a title, however far it has come, to be written by `TenantFill`.
package struct FilledRegistration: FilledRow, Sendable {
    package static let table = "registrations"
    package static let columns = [
        "tenant_id", "id", "subject_id", "title_type_id", "year", "kind", "registered_on", "state", "area_id", "zone",
        "set_id", "points", "level", "remark", "created_at", "updated_at",
    ]

    package let tenant: TenantID
    package let id: RegistrationID
    private let subject: FilledSubject
    private let title: TitleTypeID
    private let year: Int
    private let registeredOn: CalendarDay
    package var kind = RegistrationKind.new
    package var state = TitleState.registered
    package var remark = ""
    /// Of one that was scored: by which criteria, and what that came to.
    package var score: (set: CriteriaSetID, result: CriteriaResult)?
    /// When something of it was last changed.
    package var updatedAt: Date

    /// A registration that was not yet scored.
    package init(
        _ id: RegistrationID,
        of subject: FilledSubject,
        for title: TitleTypeID,
        year: Int,
        on registeredOn: CalendarDay
    ) {
        (self.id, self.subject, tenant) = (id, subject, subject.tenant)
        (self.title, self.year, self.registeredOn) = (title, year, registeredOn)
        updatedAt = registeredOn.startInVietnam
    }

    /// The name as it is printed.
    package var holderName: String { subject.record.name }
    /// Where the subject is.
    package var area: AreaID { subject.record.area }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            subject.id,
            title,
            Int16(clamping: year),
            kind,
            registeredOn,
            state,
            area,
            subject.record.zone ?? .favourable,
            score?.set,
            score?.result.points,
            score.map { Int16(clamping: $0.result.level) },
            remark,
            registeredOn.startInVietnam,
            updatedAt
        )
    }
}

/// The answer to a criterion, to be written by `TenantFill`.
package struct FilledScore: FilledRow, Sendable {
    package static let table = "scores"
    package static let columns = [
        "tenant_id", "registration_id", "item_id", "points", "passed", "not_applicable", "remark",
    ]

    private let tenant: TenantID
    private let registration: RegistrationID
    private let item: CriteriaItemID
    private let answer: CriteriaAnswer
    private let remark: String

    /// An answer of a registration.
    package init(_ registration: FilledRegistration, _ item: CriteriaItemID, _ answer: CriteriaAnswer, remark: String) {
        (tenant, self.registration, self.item) = (registration.tenant, registration.id, item)
        (self.answer, self.remark) = (answer, remark)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        var points: Points?
        var passed: Bool?
        switch answer {
        case .points(let value): points = value
        case .passed(let value): passed = value
        case .notApplicable: break
        }
        try await copy.write(tenant, registration, item, points, passed, answer == .notApplicable, remark)
    }
}

/// A file that proves something, to be written by `TenantFill` with `contents` behind it.
package struct FilledEvidence: FilledRow, Sendable {
    package static let table = "evidence"
    package static let columns = [
        "tenant_id", "id", "registration_id", "file_name", "kind", "size_bytes", "sha256", "added_at",
    ]

    /// What is in the file.
    package struct Content: FilledRow, Sendable {
        package static let table = "evidence_contents"
        package static let columns = ["tenant_id", "evidence_id", "content"]

        fileprivate let tenant: TenantID
        fileprivate let id: EvidenceID
        fileprivate let bytes: Data

        package func write(to copy: PostgresCopyWriter) async throws { try await copy.write(tenant, id, bytes) }
    }

    package let content: Content
    private let registration: RegistrationID
    private let name: String
    private let addedAt: Date

    /// A PDF file of a registration.
    package init(_ id: EvidenceID, of registration: FilledRegistration, name: String, pdf: Data, addedAt: Date) {
        content = Content(tenant: registration.tenant, id: id, bytes: pdf)
        (self.registration, self.name, self.addedAt) = (registration.id, name, addedAt)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            content.tenant,
            content.id,
            registration,
            name,
            "pdf",
            Int32(clamping: content.bytes.count),
            Data(SHA256.hash(data: content.bytes)),
            addedAt
        )
    }
}
