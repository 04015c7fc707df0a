internal import Programme
internal import Store

/// A registration with everything that its sheet shows.
struct TitleSheet: Sendable {
    let found: StoredRegistration
    let score: TitleScoreForm
    let evidence: [StoredEvidence]
    let history: [StoredDecisionLine]
    let baseURL: BaseURL
}

/// `/titles/{id}`: one registration.
struct TitleSheetPage: Page {
    /// One criterion.
    struct Item: Sendable {
        let code: String
        let name: String
        let most: String
        let isLeaf: Bool
        let field: FormField.View?
        /// How it was answered, where that cannot be changed any more.
        let answer: String?
    }

    struct Evidence: Sendable {
        let path: String
        let name: String
        let about: String
        let removal: String
        let mayRemove: Bool
    }

    struct Decision: Sendable {
        let heading: String
        let text: String
        let certificate: String?
        let link: String?
    }

    static let template = "titles/title"

    let path: String
    let back: String
    let key = FormKey().text
    let name: String
    let facts: [MemberSheetPage.Fact]
    let criteria: String?
    let criteriaName: String?
    let items: [Item]
    let result: String?
    let mayScore: Bool
    let evidence: [Evidence]
    let mayAddEvidence: Bool
    let decisions: [Decision]
    let hasDecisions: Bool
    let appeal: [FormField.View]
    let mayAppeal: Bool
    let notice: String?
    let problem: String?

    func title(in language: Language) -> String { name }

    init(_ sheet: TitleSheet, _ words: TitleWords, _ officer: SignedInOfficer, notice: Phrase?, problem: Phrase?) {
        let found = sheet.found
        let language = words.language
        let mayEdit = officer.context.role >= .editor
        path = TitlePath.of(found.id)
        back = "/titles?year=\(found.year)&title=\(found.title)&area=\(found.area)"
        name = found.subjectName
        facts = Self.facts(found, words)
        criteria = sheet.score.set?.id.description
        criteriaName = sheet.score.set?.set.name
        mayScore = mayEdit && found.state.isOpen && sheet.score.set?.status == .active
        items = Self.items(sheet.score, mayScore: mayScore, words)
        result = Self.result(sheet.score.judgement, words)
        let isEvidenceOpen = found.state.isOpen || found.state == .reviewed || found.state == .appealed
        mayAddEvidence = mayEdit && isEvidenceOpen
        evidence = sheet.evidence.map { file in
            Evidence(
                path: "\(TitlePath.of(found.id))/evidence/\(file.id)",
                name: file.name,
                about: "\(file.kind.rawValue.uppercased()), \(Number.text(file.sizeBytes / 1024 + 1, in: language)) KB",
                removal: "\(TitlePath.of(found.id))/evidence/\(file.id)/removal",
                mayRemove: mayEdit && isEvidenceOpen
            )
        }
        decisions = sheet.history.map { line in
            Decision(
                heading: Phrase("Số {0} ngày {1}", "No. {0} of {1}").text(
                    in: language,
                    line.decisionNumber,
                    line.decidedOn.vietnamese
                ),
                text: [words.state(line.outcome.state), line.levelName, line.reason].filter { !$0.isEmpty }
                    .joined(separator: ". "),
                certificate: line.certificateNumber,
                link: line.code.map { "\(sheet.baseURL.origin)/v/\($0.text)" }
            )
        }
        hasDecisions = !decisions.isEmpty
        mayAppeal = mayEdit && found.state == .refused
        let form = TypedForm(["appellant": "", "grounds": "", "filed_on": words.today.vietnamese])
        appeal = [
            form.field("appellant", Phrase("Người kiến nghị", "Appellant"), in: language) { $0.isRequired = true },
            form.field("filed_on", Phrase("Ngày nhận", "Filed on"), in: language) { $0.isRequired = true },
            form.field("grounds", Phrase("Nội dung", "Grounds"), in: language) { field in
                field.isLong = true
                field.longest = 2000
            },
        ]
        self.notice = notice?.text(in: language)
        self.problem = problem?.text(in: language)
    }

    private static func facts(_ found: StoredRegistration, _ words: TitleWords) -> [MemberSheetPage.Fact] {
        let until = found.validUntil.map(\.vietnamese)
        let review = found.isReviewPassed.map { isPassed in
            (isPassed ? Phrase("Thông qua", "Passed") : Phrase("Không thông qua", "Not passed")).text(
                in: words.language
            )
        }
        let lines: [(Phrase, String?)] = [
            (Phrase("Danh hiệu", "Title"), words.name(found.title)),
            (Phrase("Năm", "Year"), String(found.year)),
            (Phrase("Địa bàn", "Where"), words.area(found.area)),
            (Phrase("Đăng ký", "Registration"), "\(words.kind(found.kind)), \(found.registeredOn.vietnamese)"),
            (Phrase("Bước", "Step"), words.state(found.state)),
            (Phrase("Điểm", "Points"), found.points.map { words.points($0) }),
            (Phrase("Bình xét", "Review"), review),
            (Phrase("Số giấy chứng nhận", "Certificate"), found.certificateNumber),
            (Phrase("Có giá trị đến", "Valid until"), until),
            (Phrase("Ghi chú", "Remark"), found.remark.isEmpty ? nil : found.remark),
        ]
        return lines.compactMap { heading, text in
            text.map { MemberSheetPage.Fact(heading: heading.text(in: words.language), text: $0) }
        }
    }

    private static func items(_ score: TitleScoreForm, mayScore: Bool, _ words: TitleWords) -> [Item] {
        guard let set = score.set?.set else { return [] }
        let leaves = Set(set.leaves.map(\.code))
        var problems: [String: CriteriaAnswerProblem.Kind] = [:]
        for problem in score.judgement?.problems ?? [] { problems[problem.code] = problem.kind }
        return set.items.map { item in
            let isLeaf = leaves.contains(item.code)
            var field = FormField("item.\(item.code)", item.code)
            field.text = score.texts["item.\(item.code)"] ?? ""
            field.longest = 10
            field.keyboard = "decimal"
            if let problem = problems[item.code] {
                field.problems = [TitleWords.problem(problem).text(in: words.language)]
            }
            if item.measure == .pass || item.exception != nil { field.options = options(item, field.text, words) }
            return Item(
                code: item.code,
                name: item.name,
                most: words.points(item.maximum),
                isLeaf: isLeaf,
                field: isLeaf && mayScore ? field.view : nil,
                answer: isLeaf && !mayScore ? answer(field.text, words) : nil
            )
        }
    }

    /// An answer as it is read; nil where there is none.
    private static func answer(_ text: String, _ words: TitleWords) -> String? {
        switch text {
        case "": nil
        case "-": Phrase("Không áp dụng", "Does not apply").text(in: words.language)
        case "pass": Phrase("Đạt", "Passed").text(in: words.language)
        case "fail": Phrase("Không đạt", "Not passed").text(in: words.language)
        default: words.points(Points(typed: text))
        }
    }

    /// Yes and no; or every whole number of points beside "does not apply", for short criteria.
    private static func options(_ item: CriteriaItem, _ chosen: String, _ words: TitleWords) -> [FieldOption] {
        let none = Phrase("Chưa chấm", "Not answered").text(in: words.language)
        var choices = [("", none)]
        if item.measure == .pass {
            choices.append(("pass", Phrase("Đạt", "Passed").text(in: words.language)))
            choices.append(("fail", Phrase("Không đạt", "Not passed").text(in: words.language)))
        } else {
            let most = (item.maximum ?? .zero).hundredths / 100
            choices += stride(from: most, through: 0, by: -1).map { (String($0), String($0)) }
            if !chosen.isEmpty, chosen != "-", Int(chosen).map({ $0 > most }) ?? true {
                choices.append((chosen, chosen))
            }
        }
        if item.exception != nil {
            choices.append(("-", Phrase("Không áp dụng", "Does not apply").text(in: words.language)))
        }
        return choices.map { FieldOption(code: $0.0, text: $0.1, isChosen: $0.0 == chosen) }
    }

    private static func result(_ judgement: RegistrationJudgement?, _ words: TitleWords) -> String? {
        guard case .success(let result)? = judgement?.result else { return nil }
        let points = result.points.map {
            Phrase("{0} điểm.", "{0} points.").text(in: words.language, words.points($0)) + " "
        }
        let level =
            result.level > 0
            ? Phrase("Đạt mức {0}.", "Reaches level {0}.").text(in: words.language, String(result.level))
            : Phrase("Chưa đạt.", "Not reached.").text(in: words.language)
        let rest = result.shortfalls.map(words.shortfall).joined(separator: "; ")
        return (points ?? "") + level + (rest.isEmpty ? "" : " (\(rest))")
    }
}
