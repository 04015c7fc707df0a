internal import Programme
internal import Store

/// What pages of titles name things with, and choose from.
struct TitleWords: Sendable {
    let language: Language
    let titles: [TitleType]
    let areas: AreaHistory
    /// The ward's area.
    let ward: AreaID?
    let today: CalendarDay

    /// The words of a ward.
    static func read(_ tx: TenantTransaction, _ areas: AreaHistory, _ language: Language) async throws -> TitleWords {
        TitleWords(
            language: language,
            titles: try await tx.criteria.titles(),
            areas: areas,
            ward: try await tx.tenants.own.area,
            today: .inVietnam()
        )
    }

    func name(_ title: TitleType) -> String { language == .vietnamese ? title.vietnamese : title.english }

    func name(_ id: TitleTypeID) -> String { titles.first { $0.id == id }.map(name) ?? "" }

    func state(_ state: TitleState) -> String { language == .vietnamese ? state.vietnameseName : state.englishName }

    func stage(_ stage: TitleStage) -> String { language == .vietnamese ? stage.vietnameseName : stage.englishName }

    func kind(_ kind: RegistrationKind) -> String { language == .vietnamese ? kind.vietnameseName : kind.englishName }

    func kind(_ kind: DecisionKind) -> String { language == .vietnamese ? kind.vietnameseName : kind.englishName }

    func points(_ points: Points?) -> String {
        points.map { language == .vietnamese ? $0.vietnamese : $0.description } ?? ""
    }

    /// With what it is: `Tổ dân phố 3`, for a number alone says nothing.
    func area(_ id: AreaID) -> String { areas.area(id)?.title(on: today) ?? "" }

    /// The titles that wards give in a year.
    func choices(in year: Int) -> [(code: String, text: String)] {
        titles.filter { $0.holder.subjectKind != nil && $0.isGiven(in: year) }.map { ($0.id.description, name($0)) }
    }

    /// The ward, and its hamlets by name.
    var areaChoices: [(code: String, text: String)] {
        guard let ward else { return [] }
        let hamlets = areas.areas(on: today).filter { area in
            area.parents.contains { $0.value == ward && $0.validity.contains(today) }
        }
        let sorted = hamlets.map { (key: VietnameseSortKey.key($0.name(on: today)), area: $0) }
            .sorted { ($0.key, $0.area.id) < ($1.key, $1.area.id) }
        return [(ward.description, Phrase("Cả phường, xã", "The whole ward").text(in: language))]
            + sorted.map { ($0.area.id.description, $0.area.title(on: today)) }
    }

    /// What is wrong with an answer.
    static func problem(_ kind: CriteriaAnswerProblem.Kind) -> Phrase {
        switch kind {
        case .missing: Phrase("Tiêu chí này chưa chấm.", "This criterion is not answered.")
        case .aboveMaximum: Phrase("Điểm vượt mức tối đa.", "More points than there are.")
        case .applies: Phrase("Tiêu chí này luôn áp dụng ở đây.", "This criterion applies here.")
        case .unknown, .hasParts, .measure: Phrase("Không chấm được như vậy.", "It is not answered like that.")
        }
    }

    /// Why the next level is not reached.
    func shortfall(_ shortfall: CriteriaShortfall) -> String {
        switch shortfall {
        case .points(let missing):
            Phrase("còn thiếu {0} điểm", "{0} points are missing").text(in: language, points(missing))
        case .notPassed(let codes):
            Phrase("chưa đạt: {0}", "not passed: {0}").text(in: language, codes.joined(separator: ", "))
        case .share(let title, let has, let needs):
            Phrase("{0}: {1} trên {2}, cần {3}%", "{0}: {1} of {2}, {3}% needed").text(
                in: language,
                titles.first { $0.key == title }.map(name) ?? title,
                Number.text(has.recognised, in: language),
                Number.text(has.total, in: language),
                points(needs)
            )
        }
    }
}

/// Addresses of pages of titles.
enum TitlePath {
    static let list = "/titles"

    static func of(_ id: RegistrationID) -> String { "\(list)/\(id)" }
}

/// What was done just now, as the address says it.
enum TitleNotices {
    private static let phrases: [String: Phrase] = [
        "registered": Phrase("Đã đăng ký.", "Registered."),
        "scored": Phrase("Đã ghi điểm.", "The scores are recorded."),
        "reviewed": Phrase("Đã ghi kết quả bình xét.", "The review is recorded."),
        "proposed": Phrase("Đã lập danh sách đề nghị.", "The list is sent up."),
        "decided": Phrase("Đã ghi quyết định.", "The decision is recorded."),
        "moved": Phrase("Đã ghi.", "Done."),
        "evidence": Phrase("Đã lưu minh chứng.", "The evidence is kept."),
        "appealed": Phrase("Đã ghi kiến nghị.", "The appeal is recorded."),
        "deadlines": Phrase("Đã lưu các hạn.", "The days are kept."),
    ]

    static func phrase(_ request: WebRequest) -> Phrase? { request.query["done"].flatMap { phrases[$0] } }
}
