internal import Programme
internal import Store

/// `/members/new` and `/members/{id}/edit`: the record as a form.
struct MemberFormPage: Page {
    /// A record that may be the same person.
    struct Double: Sendable {
        let path: String
        let fullName: String
        let about: String?
    }

    static let template = "members/form"

    private let heading: Phrase
    /// Where the form goes.
    let action: String
    /// Where to go without saving.
    let back: String
    let key = FormKey().text
    let version: Int
    let hidden: [MemberForm.Hidden]
    let groups: [MemberForm.GroupView]
    /// A new member's branch.
    let branchField: FormField.View?
    let doubles: [Double]
    let hasDoubles: Bool
    /// Doubles were shown and the form is sent all the same.
    let isSure: Bool
    /// What must be mended, in a line at the top.
    let problem: String?
    /// What others changed meanwhile.
    let changedByOthers: String?

    func trail(in language: Language) -> [(path: String, text: String)] {
        [(back, MemberWords.record.text(in: language))]
    }

    func title(in language: Language) -> String { heading.text(in: language) }
}

extension MemberFormPage {
    /// The form of a new member.
    init(
        new form: MemberForm,
        branch: BranchID?,
        _ words: MemberWords,
        doubles: [StoredMember] = [],
        branchProblem: Phrase? = nil,
        problem: Phrase? = nil
    ) {
        let language = words.language
        heading = Phrase("Thêm hội viên", "Add a member")
        action = "/members/new"
        back = "/members"
        version = 0
        hidden = []
        groups = form.groupViews(words, isNew: true)
        var field = words.places.branchField(
            MemberField.branch.rawValue,
            MemberWords.heading(.branch, in: language),
            chosen: branch,
            empty: "–"
        )
        field.problems = [branchProblem?.text(in: language)].compactMap { $0 }
        branchField = field.view
        self.doubles = doubles.map { Double($0, words) }
        hasDoubles = !doubles.isEmpty
        isSure = !doubles.isEmpty
        self.problem = (problem ?? (form.isRefused || branchProblem != nil ? Self.mend : nil))?.text(in: language)
        changedByOthers = nil
    }

    /// The form of a member.
    init(
        _ member: StoredMember,
        _ form: MemberForm,
        _ words: MemberWords,
        changedByOthers: [MemberField] = [],
        problem: Phrase? = nil
    ) {
        let language = words.language
        heading = Phrase("Sửa hồ sơ hội viên", "Change a member's record")
        action = "/members/\(member.id)/edit"
        back = "/members/\(member.id)"
        version = member.version
        hidden = form.hidden
        groups = form.groupViews(words, isNew: false)
        branchField = nil
        doubles = []
        hasDoubles = false
        isSure = false
        self.problem = (problem ?? (form.isRefused ? Self.mend : nil))?.text(in: language)
        self.changedByOthers =
            changedByOthers.isEmpty
            ? nil : changedByOthers.map { MemberWords.heading($0, in: language) }.joined(separator: ", ")
    }

    private static let mend = Phrase(
        "Chưa lưu được. Xin sửa những chỗ có dấu “Cần sửa”.",
        "Not saved yet. Please mend what is marked “To mend”."
    )
}

extension MemberFormPage.Double {
    init(_ member: StoredMember, _ words: MemberWords) {
        path = "/members/\(member.id)"
        fullName = member.record.name?.full ?? ""
        let facts = [
            member.record.birthDate?.vietnamese, words.places.branchName(member.branch),
            member.record.texts[.hamlet], member.record.phone?.digits,
            member.state == .active ? nil : MemberWords.state(member.state).text(in: words.language),
        ].compactMap { $0 }
        about = facts.isEmpty ? nil : facts.joined(separator: ", ")
    }
}
