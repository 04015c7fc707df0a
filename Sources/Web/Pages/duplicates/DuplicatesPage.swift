internal import Programme
internal import Store

/// `/duplicates`: pairs of records that may be one person, by reason.
struct DuplicatesPage: Page {
    struct Reason: Sendable {
        let path: String
        let text: String
        let isCurrent: Bool
    }

    struct Side: Sendable {
        let fullName: String
        let about: String
    }

    struct Pair: Sendable {
        let path: String
        let one: Side
        let other: Side
    }

    static let template = "duplicates"
    static let path = "/duplicates"

    let reasons: [Reason]
    let explanation: String
    let pairs: [Pair]
    let isEmpty: Bool
    let next: String?
    let notice: String?

    func title(in language: Language) -> String { Phrase("Hồ sơ nghi trùng", "Possible duplicates").text(in: language) }
}

extension DuplicatesPage {
    init(_ found: DuplicatePage, _ reason: DuplicateReason, _ words: MemberWords, notice: Phrase?) {
        let language = words.language
        reasons = DuplicateReason.allCases.map { each in
            Reason(
                path: "\(Self.path)?reason=\(each.rawValue)",
                text: Self.words(each).text(in: language),
                isCurrent: each == reason
            )
        }
        explanation = Self.help(reason).text(in: language)
        pairs = found.pairs.map { pair in
            Pair(
                path: "\(Self.path)/\(pair.one.id)/\(pair.other.id)",
                one: Side(pair.one, words),
                other: Side(pair.other, words)
            )
        }
        isEmpty = pairs.isEmpty
        next = found.next.map { "\(Self.path)?reason=\(reason.rawValue)&one=\($0.one)&other=\($0.other)" }
        self.notice = notice?.text(in: language)
    }

    static func words(_ reason: DuplicateReason) -> Phrase {
        switch reason {
        case .citizenID: Phrase("Cùng số CCCD", "Same citizen ID")
        case .name: Phrase("Cùng họ tên", "Same name")
        case .phone: Phrase("Cùng điện thoại", "Same telephone")
        }
    }

    private static func help(_ reason: DuplicateReason) -> Phrase {
        switch reason {
        case .citizenID:
            Phrase(
                "Hai hồ sơ có cùng số CCCD: gần như chắc chắn là một người, hoặc một số bị ghi nhầm.",
                "Two records with one citizen ID: nearly always one person, or a number that was mistyped."
            )
        case .name:
            Phrase(
                "Cùng họ tên và ngày sinh không trái nhau. Có thể chỉ là trùng tên: xin so sánh kỹ.",
                "The same name, and birth dates that can be the same. It may be two people of one name: compare them well."
            )
        case .phone:
            Phrase(
                "Cùng số điện thoại và tên gần giống nhau. Người trong một nhà hay dùng chung điện thoại.",
                "The same telephone and similar names. People of one house often share a telephone."
            )
        }
    }
}

extension DuplicatesPage.Side {
    init(_ member: StoredMember, _ words: MemberWords) {
        fullName = member.record.name?.full ?? ""
        about = [
            member.record.birthDate?.vietnamese, words.places.branchName(member.branch),
            member.record.texts[.hamlet], member.record.citizenID?.digits, member.record.phone?.digits,
        ].compactMap { $0 }.joined(separator: " · ")
    }
}
