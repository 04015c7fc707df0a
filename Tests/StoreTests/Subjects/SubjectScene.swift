import Programme
import Store
import Testing

/// Two tenants that are wards, with subjects.
extension StoreScene {
    /// Makes wards of both tenants: mine of `areas.ward`, the other of `areas.otherWard`.
    func makeWards() async throws {
        _ = try await sql(
            """
            update app.tenants set kind = 'ward', area_id = '\(areas.ward)' where id = '\(mine.id)';
            update app.tenants set kind = 'ward', area_id = '\(areas.otherWard)' where id = '\(other.id)';
            """
        )
    }

    /// Lends a scene in which both tenants are wards.
    static func withWards(
        sharing isShared: Bool = false,
        _ body: (StoreScene) async throws -> Void
    ) async throws {
        try await StoreScene.with(sharing: isShared) { scene in
            try await scene.makeWards()
            try await body(scene)
        }
    }

    /// A household of the hamlet.
    func household(_ name: String, _ change: (inout ProgrammeSubject) -> Void = { _ in }) -> ProgrammeSubject {
        var subject = ProgrammeSubject(.household, name: name, area: areas.hamlet)
        change(&subject)
        return subject
    }

    /// Adds a subject of mine.
    func add(_ subject: ProgrammeSubject, _ context: TenantContext? = nil) async throws -> SubjectID {
        try await write(context) { try await $0.subjects.insert(subject) }
    }

    /// The names of a page.
    func names(_ filter: SubjectFilter, _ context: TenantContext? = nil) async throws -> [String] {
        try await read(context) { try await $0.subjects.list(filter).subjects.map(\.record.name) }
    }
}
