internal import Programme
internal import Store

/// What a subject was merged or split into, as people write it: by identity, code or name.
enum SubjectSuccessors {
    /// Proposed while typing.
    private static let mostProposed = 100

    /// The living ones of the same kind and hamlet, to be proposed; no households, so that opening one is no reading of others.
    static func near(_ found: StoredSubject, _ tx: TenantTransaction) async throws -> [StoredSubject] {
        guard found.record.kind != .household else { return [] }
        let filter = SubjectFilter(found.record.kind, area: found.record.area)
        return try await tx.subjects.list(filter, limit: mostProposed).subjects.filter { $0.id != found.id }
    }

    /// As they are proposed: the code where there is one, because two may have one name.
    static func names(_ subjects: [StoredSubject]) -> [String] {
        subjects.map { subject in
            let (name, code) = (subject.record.name, subject.record.code)
            return code.isEmpty ? name : "\(name) (\(code))"
        }
    }

    /// Those that a text names, with semicolons between.
    ///
    /// - Throws: `StoreError.refused(.subjectSuccessor)` for a name that nobody has, or several.
    static func read(_ text: String, _ kind: SubjectKind, _ tx: TenantTransaction) async throws -> [SubjectID] {
        var found: [SubjectID] = []
        for part in text.split(separator: ";") {
            let typed = VietnameseText.clean(String(part))
            if typed.isEmpty { continue }
            if let id = SubjectID(typed) {
                found.append(id)
                continue
            }
            let code = typed.hasSuffix(")") ? typed.split(separator: "(").last.map { String($0.dropLast()) } : nil
            let matches = try await tx.subjects.list(SubjectFilter(kind, text: code ?? typed), limit: 10).subjects
            let exact = matches.filter { subject in
                subject.record.code == (code ?? typed)
                    || VietnameseText.folded(subject.record.name) == VietnameseText.folded(typed)
            }
            let byCode = exact.filter { $0.record.code == (code ?? typed) }
            guard let one = byCode.first ?? exact.first, byCode.count == 1 || exact.count == 1 else {
                throw StoreError.refused(.subjectSuccessor)
            }
            found.append(one.id)
        }
        return found
    }
}
