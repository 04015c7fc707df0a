internal import Programme

/// What pages call the people in a tenant's list: an organisation has members, a ward enters who learns at its centre.
struct PeopleWords: Sendable {
    let heading: Phrase
    /// How many, at `{0}`.
    let count: Phrase
    let add: Phrase
    let none: Phrase
    let bring: Phrase

    /// The words of a tenant of a kind.
    static func of(_ kind: TenantKind?) -> PeopleWords { kind == .ward ? learners : members }

    static let members = PeopleWords(
        heading: Phrase("Hội viên", "Members"),
        count: Phrase("{0} hội viên", "{0} members"),
        add: Phrase("Thêm hội viên", "Add a member"),
        none: Phrase(
            "Chưa có hội viên nào. Hãy đưa danh sách Excel vào hoặc thêm từng người.",
            "There are no members yet. Bring in your Excel list, or add them one by one."
        ),
        bring: Phrase("Đưa danh sách hội viên vào", "Bring in the list of members")
    )

    static let learners = PeopleWords(
        heading: Phrase("Người học", "Learners"),
        count: Phrase("{0} người học", "{0} learners"),
        add: Phrase("Thêm người học", "Add a learner"),
        none: Phrase(
            "Chưa có người học nào. Hãy đưa danh sách Excel vào hoặc thêm từng người.",
            "There are no learners yet. Bring in your Excel list, or add them one by one."
        ),
        bring: Phrase("Đưa danh sách người học vào", "Bring in the list of learners")
    )
}
