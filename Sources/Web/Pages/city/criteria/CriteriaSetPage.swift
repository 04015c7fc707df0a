internal import Programme
internal import Store

/// `/city/criteria/{id}`: one version of a set, as a tree, with what keeps it from being used.
struct CriteriaSetPage: Page {
    struct Item: Sendable {
        let depth: Int
        let code: String
        let name: String
        let points: String
        let about: [String]
        let problems: [String]
        /// Where it is changed, and where a part is added to it; nil where nothing is to be changed.
        let edit: String?
        let add: String?
    }

    struct Level: Sendable {
        let name: String
        let facts: [String]
        let problems: [String]
        let edit: String?
    }

    static let template = "city/criteria/set"
    /// The deepest that is shown apart.
    private static let deepest = 5

    private let heading: String
    let path: String
    let back = CriteriaPath.list
    let stamp: String
    let facts: [MemberSheetPage.Fact]
    let isDemo: Bool
    let items: [Item]
    let hasNoItems: Bool
    let levels: [Level]
    let hasNoLevels: Bool
    let missing: [String]
    let isMissing: Bool
    let mayEdit: Bool
    let mayActivate: Bool
    let mayRetire: Bool
    let mayRenew: Bool
    let notice: String?
    let problem: String?

    func title(in language: Language) -> String { heading }

    init(
        _ stored: StoredCriteriaSet,
        isLatest: Bool,
        _ words: CriteriaWords,
        isSteward: Bool,
        notice: Phrase?,
        problem: Phrase?
    ) {
        let set = stored.set
        let defects = stored.status.isOpen ? set.defects() : []
        let path = CriteriaPath.of(stored.id)
        let mayEdit = isSteward && stored.status.isOpen
        heading = set.name
        self.path = path
        stamp = set.stamp
        facts = Self.facts(stored, words)
        isDemo = set.isDemo
        items = set.items.map { item in
            let found = defects.filter { $0.code == item.code && !CriteriaWords.isOfLevel($0.kind) }
            return Item(
                depth: min(set.depth(of: item), Self.deepest),
                code: item.code,
                name: item.name,
                points: Self.points(item, words),
                about: words.about(item),
                problems: found.map { CriteriaWords.kind($0.kind).text(in: words.language) },
                edit: mayEdit ? "\(path)/item?code=\(item.code)" : nil,
                add: mayEdit ? "\(path)/item?parent=\(item.code)" : nil
            )
        }
        hasNoItems = items.isEmpty
        levels = set.levels.enumerated().map { index, level in
            let found = defects.filter { $0.code == "\(index + 1)" && CriteriaWords.isOfLevel($0.kind) }
            return Level(
                name: level.name,
                facts: Self.facts(level, set, words),
                problems: found.map { CriteriaWords.kind($0.kind).text(in: words.language) },
                edit: mayEdit ? "\(path)/level?number=\(index + 1)" : nil
            )
        }
        hasNoLevels = levels.isEmpty
        missing = defects.map { words.defect($0) }
        isMissing = !missing.isEmpty
        self.mayEdit = mayEdit
        mayActivate = mayEdit && missing.isEmpty
        mayRetire = isSteward && stored.status == .active
        mayRenew = isSteward && !stored.status.isOpen && isLatest
        self.notice = notice?.text(in: words.language)
        self.problem = problem?.text(in: words.language)
    }

    private static func points(_ item: CriteriaItem, _ words: CriteriaWords) -> String {
        if item.measure == .pass { return Phrase("đạt hoặc không đạt", "yes and no").text(in: words.language) }
        guard let points = words.points(item.maximum) else {
            return Phrase("? điểm", "? points").text(in: words.language)
        }
        return Phrase("{0} điểm", "{0} points").text(in: words.language, points)
    }

    private static func facts(_ stored: StoredCriteriaSet, _ words: CriteriaWords) -> [MemberSheetPage.Fact] {
        let set = stored.set
        let whole = set.hasPoints ? words.points(set.maximum) ?? "?" : nil
        let lines: [(Phrase, String?)] = [
            (Phrase("Danh hiệu", "Title"), words.title(set.title)),
            (Phrase("Tình trạng", "Status"), words.status(stored.status)),
            (Phrase("Mã và phiên bản", "Key and version"), "\(set.key), \(set.version)"),
            (Phrase("Căn cứ", "Legal basis"), set.legalBasis.isEmpty ? nil : set.legalBasis),
            (Phrase("Nơi áp dụng", "Where it holds"), "\(set.jurisdiction). \(words.zone(set.zone))"),
            (Phrase("Áp dụng từ ngày", "From"), set.validFrom?.vietnamese),
            (Phrase("Đến hết ngày", "Until"), set.validTo?.vietnamese),
            (Phrase("Tổng điểm", "Points in all"), whole),
            (Phrase("Bắt đầu áp dụng lúc", "In use since"), stored.activatedAt.map(Moment.text)),
            (Phrase("Ngừng áp dụng lúc", "Not used since"), stored.retiredAt.map(Moment.text)),
        ]
        return lines.compactMap { heading, text in
            text.map { MemberSheetPage.Fact(heading: heading.text(in: words.language), text: $0) }
        }
    }

    private static func facts(_ level: CriteriaLevel, _ set: CriteriaSet, _ words: CriteriaWords) -> [String] {
        let language = words.language
        var lines: [String] = []
        if set.hasPoints {
            let marks = [level.passFavourable, level.passDifficult].map { words.points($0) ?? "?" }
            lines.append(
                Phrase(
                    "Điểm đạt: {0} ở địa bàn thuận lợi, {1} ở địa bàn khó khăn",
                    "Points: {0} in favourable areas, {1} in difficult ones"
                ).text(in: language, marks[0], marks[1])
            )
        }
        if let months = words.months(level.waitMonths) {
            lines.append(Phrase("Chờ {0} sau mức dưới", "{0} after the level below").text(in: language, months))
        }
        if let months = words.months(level.validityMonths) {
            lines.append(Phrase("Có giá trị {0}", "Holds {0}").text(in: language, months))
        }
        return lines
            + level.conditions.map { condition in
                Phrase("Ít nhất {0}% đạt {1}", "At least {0}% hold {1}").text(
                    in: language,
                    words.points(condition.percent) ?? "",
                    words.title(condition.title)
                )
            }
    }
}
