internal import Programme
internal import Store

/// `/subjects/{kind}/{id}`: one household, clan, community or unit.
struct SubjectSheetPage: Page {
    /// What the page is made of.
    struct Content: Sendable {
        let found: StoredSubject
        let people: [StoredHouseholdPerson]
        let clans: [ClanChoice]
        /// Clans that the household may be put into.
        let choices: [ClanChoice]
        let households: [StoredSubject]
        let counts: [ClanCount]
        let successions: [SubjectSuccession]
        /// Those of the same hamlet, into which it may go.
        let successors: [StoredSubject]
        let words: SubjectWords
    }

    struct Person: Sendable {
        let path: String
        /// Where it is put right.
        let edit: String
        let name: String
        let about: String
    }

    struct Clan: Sendable {
        let value: String
        let name: String
        /// Of another ward's clan.
        let ward: String?
    }

    struct Link: Sendable {
        let path: String
        let text: String
    }

    static let template = "subjects/subject"

    private let name: String
    let path: String
    let back: String
    let kindName: String
    let key = FormKey().text
    let version: Int
    let facts: [MemberSheetPage.Fact]
    let isHousehold: Bool
    let people: [Person]
    let hasPeople: Bool
    let clans: [Clan]
    let clanField: FormField.View?
    let isClan: Bool
    let households: [Link]
    let counts: [String]
    let successions: [Link]
    let hasSuccessions: Bool
    let mayEdit: Bool
    let mayReopen: Bool
    let personFields: [FormField.View]
    let endFields: [FormField.View]
    /// Whether what was typed to end it is to be mended.
    let isEnding: Bool
    let notice: String?
    let problem: String?

    func title(in language: Language) -> String { name }

    /// - Parameter ending: what was typed to end it, if that was refused.
    init(
        _ content: Content,
        _ officer: SignedInOfficer,
        ending: TypedForm? = nil,
        notice: String?,
        problem: String?
    ) {
        let (found, words) = (content.found, content.words)
        let (record, language) = (found.record, words.language)
        let isOwn = found.ward == officer.context.tenant
        let base = "\(SubjectPath.list(record.kind))/\(found.id)"
        name = record.name
        path = base
        back = SubjectPath.list(record.kind)
        kindName = words.name(record.kind)
        version = found.version
        facts = Self.facts(found, words)
        isHousehold = record.kind == .household
        people = content.people.map { Person($0, base, words) }
        hasPeople = !people.isEmpty
        clans = content.clans.map { clan in
            let own = clan.reference.ward == officer.context.tenant
            let value = "\(clan.reference.ward).\(clan.reference.id)"
            return Clan(value: value, name: clan.name, ward: own ? nil : clan.wardName)
        }
        let mayChange = isOwn && officer.context.role >= .editor
        mayEdit = mayChange && found.endedOn == nil
        mayReopen = mayChange && found.endedOn != nil && found.end != .succeeded
        clanField = Self.clanField(content, officer)
        isClan = record.kind == .clan
        households = content.households.map {
            Link(path: "\(SubjectPath.list(.household))/\($0.id)", text: $0.record.name)
        }
        counts = content.counts.map { count in
            Phrase("{0}: {1} hộ", "{0}: {1} households")
                .text(in: language, count.wardName, words.number(count.households))
        }
        successions = content.successions.map { Self.link($0, found, officer.context.tenant, words) }
        hasSuccessions = !successions.isEmpty
        personFields = SubjectPersonPage.fields(SubjectPersonPage.form(HouseholdPerson(fullName: "")), words)
        endFields = Self.endFields(ending, content.successors, words)
        isEnding = ending != nil
        self.notice = notice
        self.problem = problem
    }

    private static func facts(_ found: StoredSubject, _ words: SubjectWords) -> [MemberSheetPage.Fact] {
        let record = found.record
        let yes = Phrase("Có", "Yes").text(in: words.language)
        let lines: [(Phrase, String?)] = [
            (Phrase("Mã", "Code"), record.code), (Phrase("Thôn, tổ", "Hamlet"), words.area(record.area)),
            (Phrase("Địa chỉ", "Address"), record.address), (Phrase("Điện thoại", "Telephone"), record.phone?.digits),
            (Phrase("Loại hình", "Kind"), record.unitKind.map(words.name)),
            (Phrase("Người đứng đầu", "Headed by"), record.headName),
            (Phrase("Theo dòng", "Descent"), record.descent.map(words.name)),
            (Phrase("Có hộ ở nơi khác", "Households elsewhere"), record.isAcrossWards ? yes : nil),
            (Phrase("Số người", "People"), record.peopleCount.map(words.number)),
            (Phrase("Trẻ trong độ tuổi đi học", "Children of school age"), record.childrenCount.map(words.number)),
            (Phrase("Vùng", "Zone"), record.zone.map(words.name)),
            (Phrase("Có từ ngày", "Since"), record.startedOn?.vietnamese),
            (
                Phrase("Kết thúc", "Ended"),
                found.endedOn.map { day in
                    [found.end.map(words.name), day.vietnamese].compactMap { $0 }.joined(separator: ", ")
                }
            ), (Phrase("Ghi chú", "Remark"), record.remark),
        ]
        return lines.compactMap { heading, text in
            guard let text, !text.isEmpty else { return nil }
            return MemberSheetPage.Fact(heading: heading.text(in: words.language), text: text)
        }
    }

    private static func clanField(_ content: Content, _ officer: SignedInOfficer) -> FormField.View? {
        let linked = Set(content.clans.map(\.reference))
        let open = content.choices.filter { !linked.contains($0.reference) }
        guard !open.isEmpty, content.found.endedOn == nil, officer.context.role >= .editor else { return nil }
        let choices = open.map { clan in
            let ward = clan.reference.ward == officer.context.tenant ? "" : " (\(clan.wardName))"
            return (code: "\(clan.reference.ward).\(clan.reference.id)", text: clan.name + ward)
        }
        let label = Phrase("Dòng họ", "Clan")
        return TypedForm(["clan": ""]).choice("clan", label, in: content.words.language, choices)
    }

    private static func link(
        _ step: SubjectSuccession,
        _ found: StoredSubject,
        _ tenant: TenantID,
        _ words: SubjectWords
    ) -> Link {
        let isOut = step.from == found.reference
        let other = isOut ? step.to : step.from
        let phrase: Phrase =
            switch (step.kind, isOut) {
            case (.merge, true): Phrase("Nhập vào nơi khác, {0}", "Merged into another, {0}")
            case (.merge, false): Phrase("Nhận nhập từ nơi khác, {0}", "Took another in, {0}")
            case (.split, true): Phrase("Tách ra nơi khác, {0}", "Split into another, {0}")
            case (.split, false): Phrase("Tách ra từ nơi khác, {0}", "Split from another, {0}")
            case (.transfer, true): Phrase("Chuyển đến phường, xã khác, {0}", "Moved to another ward, {0}")
            case (.transfer, false): Phrase("Chuyển từ phường, xã khác đến, {0}", "Came from another ward, {0}")
            case (.adopt, true): Phrase("Phường, xã mới tiếp nhận, {0}", "Taken over by the new ward, {0}")
            case (.adopt, false): Phrase("Tiếp nhận từ phường, xã cũ, {0}", "Taken over from the ward before, {0}")
            }
        return Link(
            path: SubjectPath.sheet(found.record.kind, other, tenant),
            text: phrase.text(in: words.language, step.happenedOn.vietnamese)
        )
    }

    private static func endFields(_ form: TypedForm?, _ successors: [StoredSubject], _ words: SubjectWords)
        -> [FormField.View]
    {
        let language = words.language
        let form = form ?? TypedForm(["reason": "", "ended_on": words.today.vietnamese, "into": ""])
        return [
            form.choice(
                "reason",
                Phrase("Lý do", "Reason"),
                in: language,
                SubjectEnd.chosen.map { ($0.rawValue, words.name($0)) }
            ), form.field("ended_on", Phrase("Từ ngày", "From"), in: language) { $0.isRequired = true },
            form.field("into", Phrase("Nhập vào, hoặc tách thành", "Merged or split into"), in: language) { field in
                field.longest = 500
                field.proposals = SubjectSuccessors.names(successors)
                field.help =
                    Phrase(
                        "Chỉ ghi khi nhập hoặc tách: mã hoặc tên, nhiều nơi thì cách nhau bằng dấu chấm phẩy.",
                        "For a merger or a split alone: codes or names, with semicolons between several."
                    ).text(in: language)
            },
        ]
    }
}

extension SubjectSheetPage.Person {
    init(_ stored: StoredHouseholdPerson, _ base: String, _ words: SubjectWords) {
        let person = stored.person
        edit = "\(base)/people/\(stored.id)"
        path = "\(edit)/removal"
        name = person.fullName
        about = [
            person.relation.isEmpty ? nil : person.relation, person.sex.map(words.name),
            person.birthYear.map { String($0) },
        ].compactMap { $0 }.joined(separator: ", ")
    }
}
