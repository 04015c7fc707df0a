internal import Programme
internal import Store

/// Addresses of the pages of households, clans, communities and units.
enum SubjectPath {
    static let list = "/subjects"

    /// The list of a kind.
    static func list(_ kind: SubjectKind) -> String { "\(list)/\(kind.rawValue)" }

    /// The sheet of a subject; one of a ward before says whose it is.
    static func sheet(_ kind: SubjectKind, _ reference: SubjectReference, _ tenant: TenantID) -> String {
        let own = "\(list(kind))/\(reference.id)"
        return reference.ward == tenant ? own : "\(own)?ward=\(reference.ward)"
    }
}

/// What the pages of a ward choose from and name things with.
struct SubjectWords: Sendable {
    let language: Language
    let areas: AreaHistory
    let today: CalendarDay
    /// The ward's area; nil for an organisation.
    let ward: AreaID?

    /// The words of a tenant.
    static func read(_ tx: TenantTransaction, _ areas: AreaHistory, _ language: Language) async throws -> SubjectWords {
        SubjectWords(language: language, areas: areas, today: .inVietnam(), ward: try await tx.tenants.own.area)
    }

    func name(_ kind: SubjectKind) -> String { language == .vietnamese ? kind.vietnameseName : kind.englishName }
    func name(_ kind: DenominatorKind) -> String { language == .vietnamese ? kind.vietnameseName : kind.englishName }
    func name(_ kind: UnitKind) -> String { language == .vietnamese ? kind.vietnameseNames[0] : kind.englishName }
    func name(_ descent: ClanDescent) -> String {
        language == .vietnamese ? descent.vietnameseNames[0] : descent.englishName
    }
    func name(_ zone: SubjectZone) -> String { language == .vietnamese ? zone.vietnameseNames[0] : zone.englishName }
    func name(_ end: SubjectEnd) -> String { language == .vietnamese ? end.vietnameseName : end.englishName }
    func name(_ sex: Sex) -> String { language == .vietnamese ? sex.vietnameseName : sex.rawValue.capitalized }

    func area(_ id: AreaID?) -> String { id.flatMap { areas.area($0)?.title(on: today) } ?? "" }

    func number(_ number: Int) -> String { Number.text(number, in: language) }

    /// The ward and its hamlets, as a list to choose from; with what is chosen already, wherever it lies.
    func areaChoices(_ chosen: String = "") -> [(code: String, text: String)] {
        guard let ward else { return [] }
        var listed = areas.areas(on: today).filter { $0.parent(on: today) == ward }
        if let area = AreaID(chosen).flatMap({ areas.area($0) }), area.id != ward, !listed.contains(area) {
            listed.append(area)
        }
        let hamlets = listed.map { (key: VietnameseSortKey.key($0.name(on: today)), area: $0) }
            .sorted { ($0.key, $0.area.id) < ($1.key, $1.area.id) }
            .map { (code: $0.area.id.description, text: $0.area.title(on: today)) }
        let whole = Phrase("{0} (chưa rõ thôn, tổ)", "{0} (hamlet not known)").text(in: language, area(ward))
        return [(code: ward.description, text: whole)] + hamlets
    }

    /// What is said after something was done, by the word in the address.
    static func notice(_ request: WebRequest, in language: Language) -> String? {
        let phrase: Phrase? =
            switch request.query["done"] {
            case "added": Phrase("Đã thêm.", "Added.")
            case "saved": Phrase("Đã lưu.", "Saved.")
            case "ended": Phrase("Đã ghi nhận kết thúc.", "Ended.")
            case "reopened": Phrase("Đã khôi phục.", "Re-opened.")
            case "removed": Phrase("Đã xóa.", "Removed.")
            case "taken": Phrase("Đã nhập danh sách.", "The list was taken over.")
            case "dropped": Phrase("Đã bỏ tệp.", "The upload was given up.")
            default: nil
            }
        return phrase?.text(in: language)
    }
}
