internal import Programme
internal import Store

/// One kind of record of the programme's work, with a list, a sheet for each and a form: what its pages and its operations for
/// programs have in common is written once, in `WorkActions` and `WorkOperations`.
protocol WorkSection: Sendable {
    /// What its identities are of.
    associatedtype Subject
    /// A record as kept.
    associatedtype Item: Sendable

    /// What it is called.
    static var words: WorkWords { get }
    /// What is typed.
    static var fields: [WorkField] { get }
    /// What comes of it, behind the fields: states and sums.
    static var outcomes: [WorkField] { get }
    /// Which of them the list shows, the first as the link to the sheet.
    static var columns: [String] { get }
    /// Fields that are given once, and not changed afterwards.
    static var fixed: Set<String> { get }
    /// An invented record, for the document about the operations.
    static var example: [(String, JSONValue)] { get }

    /// Some records, of a year if one is named and the kind knows years.
    static func list(_ tx: TenantTransaction, _ ask: WorkAsk) async throws -> WorkPage<Item>
    /// One record.
    static func find(_ tx: TenantTransaction, _ id: Identity<Subject>) async throws -> Item
    /// Adds one.
    static func insert(_ tx: TenantTransaction, _ values: JSONObject) async throws -> Identity<Subject>
    /// Changes one, and answers the new version.
    static func update(
        _ tx: TenantTransaction,
        _ id: Identity<Subject>,
        version: Int,
        _ values: JSONObject
    ) async throws -> Int
    /// Removes one that was a mistake; nil if the kind knows no removal.
    static var removal: (@Sendable (TenantTransaction, Identity<Subject>, Int) async throws -> Void)? { get }

    static func id(_ item: Item) -> Identity<Subject>
    static func version(_ item: Item) -> Int
    /// By the names of the fields and the outcomes.
    static func values(_ item: Item) -> [(String, JSONValue)]

    /// What a field of records offers.
    static func offered(_ field: String, _ tx: TenantTransaction) async throws -> [WorkField.Choice]
    /// What stands below the sheet.
    static func parts(_ item: Item, _ tx: TenantTransaction, _ scene: WorkScene) async throws -> [WorkPart]
}

extension WorkSection {
    static var outcomes: [WorkField] { [] }
    static var fixed: Set<String> { [] }
    static func offered(_ field: String, _ tx: TenantTransaction) async throws -> [WorkField.Choice] { [] }
    static func parts(_ item: Item, _ tx: TenantTransaction, _ scene: WorkScene) async throws -> [WorkPart] { [] }

    /// Where its list is.
    static var path: String { "/programme/\(words.path)" }
}

/// What a kind of record is called.
struct WorkWords: Sendable {
    /// The last step of its address: `communications`.
    let path: String
    /// For programs: `Communication`.
    let name: String
    /// The heading of the list.
    let title: Phrase
    /// What is done to add one.
    let add: Phrase
    /// Said of an empty list.
    let none: Phrase
    /// In a line, for the page of all work.
    let about: Phrase
    /// Of the workbook, in ASCII.
    let file: String
    /// Whether its list can be narrowed to a year.
    var hasYears = true
}

/// Which records a list is to have.
struct WorkAsk: Sendable {
    /// Nil for all years.
    var year: Int?
    /// The last record of the page before, as text.
    var after: String?
    var limit = WorkLimits.most
}

/// In which a sheet is shown.
struct WorkScene: Sendable {
    let language: Language
    let today: CalendarDay
    /// Whether the officer may change records of the programme's work.
    let mayEdit: Bool
    /// Of the tenant that looks.
    let tenant: TenantID
    /// What was typed into a form below the sheet and could not be taken, by the path that it was sent to.
    let typed: [String: TypedForm]

    /// The form that is sent to a path: as it was typed, or empty.
    func form(at path: String, _ fields: [WorkField], filled: [String: String] = [:]) -> TypedForm {
        if let typed = typed[path] { return typed }
        var texts = Dictionary(uniqueKeysWithValues: fields.map { ($0.name, "") })
        texts.merge(filled) { $1 }
        return TypedForm(texts)
    }
}

extension WorkSection {
    /// What a form says: the values of the fields, or nil if some must be mended.
    static func read(_ form: inout TypedForm, _ fields: [WorkField]) -> JSONObject? {
        var values = JSONObject()
        for field in fields { values[field.name] = field.read(&form) }
        return form.isRefused ? nil : values
    }
}

/// Reading documents of known shape.
extension JSONObject {
    /// The text, or none.
    func line(_ name: String) -> String { self[name]?.text ?? "" }

    /// The number; nil for none.
    func number(_ name: String) -> Int? { self[name]?.whole }

    /// The day; nil for none.
    func day(_ name: String) -> CalendarDay? { self[name]?.text.flatMap(CalendarDay.init) }

    /// The day that must be there.
    /// - Throws: `Problem.invalid`.
    func requiredDay(_ name: String) throws(Problem) -> CalendarDay {
        guard let day = day(name) else { throw Problem(invalid: [Problem.Detail(field: name, .missing, "")]) }
        return day
    }

    /// One of a list of values that must be there.
    /// - Throws: `Problem.invalid`.
    func option<Value: RawRepresentable<String>>(_ name: String, of _: Value.Type) throws(Problem) -> Value {
        guard let value = self[name]?.text.flatMap(Value.init(rawValue:)) else {
            throw Problem(invalid: [Problem.Detail(field: name, .missing, "")])
        }
        return value
    }

    /// The identity; nil for none.
    func identity<Subject>(_ name: String) -> Identity<Subject>? { self[name]?.text.flatMap { Identity<Subject>($0) } }
}
