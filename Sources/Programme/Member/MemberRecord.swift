/// What is known of a member, each value valid by itself. What does not go together is told by `contradictions`.
package struct MemberRecord: Hashable, Sendable {
    /// Họ và tên; nil only until a name was read.
    package var name: PersonName?
    /// Giới tính.
    package var sex: Sex?
    /// Ngày sinh, as far as it is known.
    package var birthDate: PartialDate?
    /// Số CCCD or CMND; many elderly people and children have none.
    package var citizenID: CitizenID?
    /// Điện thoại.
    package var phone: PhoneNumber?
    /// The ward or commune where the member lives.
    package var area: AreaID?
    /// Trình độ văn hoá.
    package var schooling: Schooling?
    /// Đảng viên. Nil is not no.
    package var isPartyMember: Bool?
    /// Ngày vào hội.
    package var joinedOn: PartialDate?
    /// Ngày ra khỏi hội.
    package var leftOn: PartialDate?
    /// Ngày mất.
    package var diedOn: PartialDate?
    /// The fields with a list: ethnicity, religion, qualification and so on.
    package var choices: [MemberField: MemberChoice] = [:]
    /// The fields of plain text, cleaned and within their lengths.
    package var texts: [MemberField: String] = [:]

    /// A record of which nothing is known.
    package init() {}

    /// What in the record does not go together. Warnings, but for the order of life: birth, joining, leaving, death.
    package var contradictions: [MemberFieldProblem] {
        var problems: [MemberFieldProblem] = []
        if let citizenID {
            let own = citizenID.problems(sex: sex, birthDate: birthDate)
            problems += own.map { MemberFieldProblem(.citizenID, $0) }
        }
        if let birthDate, let joinedOn, joinedOn.latest < birthDate.earliest {
            problems.append(MemberFieldProblem(.joinedOn, FieldProblem(.joinedBeforeBirth, joinedOn.vietnamese)))
        }
        let life: [(MemberField, PartialDate?)] = [
            (.birthDate, birthDate), (.joinedOn, joinedOn), (.leftOn, leftOn), (.diedOn, diedOn),
        ]
        let known = life.compactMap { field, date in date.map { (field, $0) } }
        for (before, after) in zip(known, known.dropFirst()) where after.1.latest < before.1.earliest {
            // said above in words of its own
            if after.0 == .joinedOn { continue }
            let problem = FieldProblem(.membershipOutOfOrder, after.1.vietnamese, before.1.vietnamese)
            problems.append(MemberFieldProblem(after.0, problem))
        }
        return problems
    }
}
