internal import Programme
internal import Store

/// `/classes/{id}/sessions/{session}/register`.
struct RegisterPage: Page {
    struct Line: Sendable {
        let seat: Int
        let name: String
        let isPresent: Bool
        let minutes: String
        let problem: String?
    }

    /// What the page is made of.
    struct Content: Sendable {
        let found: StoredClass
        let register: Register
        /// Those of this page.
        let lines: [RegisterLine]
        let from: Int
        /// The number with which the next page begins.
        let next: Int?
        let form: RegisterForm
    }

    static let template = "classes/register"

    let path: String
    let action: String
    let back: String
    let className: String
    let day: String
    let state: String
    let whole: String
    let key = FormKey().text
    let was: String
    let lines: [Line]
    let hasLines: Bool
    let next: String?
    let mayEdit: Bool
    /// Why nothing can be recorded.
    let obstacle: String?
    /// The class is over: what is recorded now is a correction.
    let isCorrection: Bool
    let notice: String?
    let problem: String?

    func trail(in language: Language) -> [(path: String, text: String)] { [(back, className)] }

    func title(in language: Language) -> String { Phrase("Điểm danh", "Register").text(in: language) }

    init(
        _ content: Content,
        _ words: ClassWords,
        _ officer: SignedInOfficer,
        notice: Phrase?,
        problem: Phrase?
    ) {
        let (stored, form) = (content.register.session, content.form)
        let language = words.language
        path = "\(ClassPath.session(stored))/register"
        action = content.from > 0 ? "\(path)?from=\(content.from)" : path
        back = "\(ClassPath.list)/\(content.found.id)"
        className = content.found.record.title
        day = words.day(stored.session.heldOn)
        state = words.state(stored.state)
        whole = words.minutes(stored.session.minutes)
        was = form.wasText(stored.ordinal)
        lines = content.lines.map { line in
            let typed = form.lines[line.seat]
            return Line(
                seat: line.seat,
                name: Self.name(line, language),
                isPresent: typed?.isPresent ?? false,
                minutes: typed?.minutes ?? "",
                problem: typed?.problem?.text(in: language)
            )
        }
        hasLines = !lines.isEmpty
        next = content.next.map { "\(ClassPath.session(stored))/register?from=\($0)" }
        let obstacle = AttendanceBook.rule(stored, content.found.state, words.today).problem
        self.obstacle = obstacle?.phrase.text(in: language)
        mayEdit = officer.context.role >= .editor && obstacle == nil
        isCorrection = mayEdit && content.found.state == .finished
        self.notice = notice?.text(in: language)
        self.problem = problem?.text(in: language)
    }

    private static func name(_ line: RegisterLine, _ language: Language) -> String {
        if let organisation = line.organisation {
            return Phrase("Khách: {0}", "Guest: {0}").text(in: language, organisation)
        }
        return line.name ?? Phrase("Hội viên chi hội khác", "A member of another branch").text(in: language)
    }
}
