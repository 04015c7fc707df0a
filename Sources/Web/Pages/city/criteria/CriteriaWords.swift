internal import Programme
internal import Store

/// What pages of criteria name things with.
struct CriteriaWords: Sendable {
    let language: Language
    let titles: [TitleType]

    func title(_ key: String) -> String {
        titles.first { $0.key == key }.map { language == .vietnamese ? $0.vietnamese : $0.english } ?? key
    }

    func status(_ status: CriteriaSet.Status) -> String {
        language == .vietnamese ? status.vietnameseName : status.englishName
    }

    func points(_ points: Points?) -> String? {
        points.map { language == .vietnamese ? $0.vietnamese : $0.description }
    }

    func zone(_ zone: SubjectZone?) -> String {
        switch zone {
        case nil: Phrase("Mọi địa bàn", "All areas").text(in: language)
        case .favourable: Phrase("Chỉ địa bàn thuận lợi", "Favourable areas only").text(in: language)
        case .difficult: Phrase("Chỉ địa bàn khó khăn", "Difficult areas only").text(in: language)
        }
    }

    func months(_ count: Int?) -> String? {
        count.map { Phrase("{0} tháng", "{0} months").text(in: language, String($0)) }
    }

    /// All titles to choose from, those of former years too.
    var titleChoices: [(code: String, text: String)] { titles.map { ($0.key, title($0.key)) } }

    /// What is asked of a criterion, in a few words.
    func about(_ item: CriteriaItem) -> [String] {
        var lines: [String] = []
        if item.fromLevel > 1 {
            lines.append(Phrase("chỉ xét từ mức {0}", "from level {0} on").text(in: language, String(item.fromLevel)))
        }
        if let exception = item.exception {
            let when = Self.exceptions[exception]?.text(in: language) ?? ""
            let then = item.treatment.flatMap { Self.treatments[$0] }?.text(in: language) ?? "?"
            lines.append("\(when): \(then)")
        }
        if let share = item.shareOf {
            lines.append(Phrase("tỷ lệ {0} do máy tính", "share of {0}, computed").text(in: language, title(share)))
        }
        return lines
    }

    static let exceptions: [CriteriaException: Phrase] = [
        .noChildren: Phrase("hộ không có trẻ trong độ tuổi đi học", "a household without children of school age"),
        .declared: Phrase("khi người chấm ghi là không áp dụng", "when who scores says so"),
    ]

    static let treatments: [CriteriaTreatment: Phrase] = [
        .full: Phrase("cho đủ điểm", "all points are given"),
        .leftOut: Phrase("bỏ ra, phần còn lại tính theo tỷ lệ", "left out, the rest counts in proportion"),
    ]

    /// What keeps a set from being used, with its place.
    func defect(_ defect: CriteriaDefect) -> String {
        let words = Self.kind(defect.kind).text(in: language)
        if defect.code.isEmpty { return words }
        return Self.isOfLevel(defect.kind)
            ? Phrase("Mức {0}: {1}", "Level {0}: {1}").text(in: language, defect.code, words)
            : "\(defect.code): \(words)"
    }

    /// Whether such a defect names a level, and no criterion.
    static func isOfLevel(_ kind: CriteriaDefect.Kind) -> Bool {
        [.passMarkUnknown, .passMarkRange, .levelsGap].contains(kind)
    }

    static func kind(_ kind: CriteriaDefect.Kind) -> Phrase {
        switch kind {
        case .noItems: Phrase("chưa có tiêu chí nào", "there are no criteria")
        case .notKnown: Phrase("nội dung chưa đọc được đầy đủ", "its text is not known in full")
        case .maximumUnknown: Phrase("chưa có điểm tối đa", "the points at most are not known")
        case .sumOfParts:
            Phrase(
                "điểm của các nội dung không bằng điểm của tiêu chí",
                "the points of its parts do not make up its own"
            )
        case .sumOfWhole:
            Phrase(
                "điểm của các tiêu chí không bằng tổng điểm",
                "the points of the criteria at the top do not make up the whole"
            )
        case .measuresMixed:
            Phrase("tiêu chí đạt hoặc không đạt lại có nội dung chấm điểm", "yes and no, but it has parts with points")
        case .treatmentUnknown:
            Phrase("chưa rõ xử lý điểm thế nào khi không áp dụng", "it may not apply, and what then is not said")
        case .noLevels: Phrase("chưa có mức nào", "there are no levels")
        case .passMarkUnknown: Phrase("chưa có điểm đạt", "the points for it are not known")
        case .passMarkRange:
            Phrase("điểm đạt quá tổng điểm, hoặc thấp hơn mức dưới", "more points than there are, or fewer than below")
        case .levelsGap: Phrase("thiếu mức bên dưới", "the level below is missing")
        case .levelUnknown: Phrase("chỉ xét từ một mức không có", "it is asked for a level that there is not")
        }
    }

    /// What keeps a file from being kept, with its place.
    func fault(_ fault: CriteriaFault) -> String {
        let phrase: Phrase =
            switch fault {
            case .key: Self.wrongKey
            case .version: Phrase("Phiên bản từ 1 đến 10000.", "A version from 1 to 10,000.")
            case .text(let place):
                Phrase("\(place): thiếu tên hoặc quá dài.", "\(place): a name is missing or too long.")
            case .dates: Self.wrongDates
            case .tooMany: Phrase("Quá nhiều tiêu chí hoặc mức.", "There are more criteria or levels than may be.")
            case .code(let code):
                Phrase(
                    "\(code): mã trùng hoặc viết chưa đúng.",
                    "\(code): the code stands twice, or has another shape."
                )
            case .parent(let code):
                Phrase(
                    "\(code): thuộc một tiêu chí không đứng trước nó.",
                    "\(code): part of one that does not stand before."
                )
            case .range(let place):
                Phrase(
                    "\(place): số ngoài giới hạn hoặc đặt không đúng chỗ.",
                    "\(place): a number is out of its bounds, or does not belong there."
                )
            }
        return phrase.text(in: language)
    }

    static let wrongKey = Phrase(
        "Từ 2 đến 40 chữ thường không dấu, chữ số, gạch nối; bắt đầu bằng chữ cái.",
        "2 to 40 of a-z, 0-9 and hyphens, beginning with a letter."
    )
    static let wrongDates = Phrase("Ngày hết hiệu lực phải sau ngày có hiệu lực.", "It cannot end before it begins.")
}

/// What was done just now, as the address says it.
enum CriteriaNotices {
    private static let phrases: [String: Phrase] = [
        "saved": Phrase("Đã lưu.", "Saved."),
        "loaded": Phrase("Đã nạp từ tệp.", "Loaded from the file."),
        "activated": Phrase(
            "Đã áp dụng. Từ nay bộ này không sửa được nữa; muốn đổi, hãy lập phiên bản mới.",
            "It is in use. It never changes from now on: to change something, make a new version."
        ),
        "retired": Phrase("Đã ngừng áp dụng. Hồ sơ đã chấm theo bộ này giữ nguyên.", "It is not used any more."),
        "removed": Phrase("Đã xóa bản nháp.", "The draft is removed."),
        "version": Phrase("Đã lập phiên bản mới để sửa.", "A new version is made, to be changed."),
    ]

    static func phrase(_ request: WebRequest) -> Phrase? { request.query["done"].flatMap { phrases[$0] } }
}
