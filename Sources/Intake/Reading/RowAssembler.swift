import Programme
import Spreadsheet

/// Makes the fields of a member of the cells of a row.
struct RowAssembler {
    /// How one column is read.
    struct Plan {
        var role: ColumnRole
        var heading: String
        var encoding: LegacyEncoding?
        var isSwapSuspected = false
    }

    /// The fields of a row, and what is to say before they are read.
    struct Assembled {
        var cells = MemberCells()
        /// Where each field comes from.
        var headings: [MemberField: String] = [:]
        var problems: [MemberFieldProblem] = []
    }

    /// By column; nil for those that are left out.
    let plans: [Plan?]
    /// Of fields that come from one column; those of a row are in `assembled`.
    private let headings: [MemberField: String]
    private var fonts: [String: LegacyFont?] = [:]
    private var lastFont: (name: String, font: LegacyFont?) = ("", nil)
    private var parts = Parts()
    private(set) var assembled = Assembled()

    /// Fonts that are remembered; a workbook has a few.
    private static let mostFonts = 256

    /// Cells that make a field together.
    private struct Parts {
        var family: MemberCell?
        var given: MemberCell?
        var male: (cell: MemberCell, heading: String)?
        var female: (cell: MemberCell, heading: String)?
        var markMale: (text: String, heading: String)?
        var markFemale: (text: String, heading: String)?
        var day: String?
        var month: String?
        var year: MemberCell?
        var isEmpty = true
    }

    init(plans: [Plan?]) {
        self.plans = plans
        var headings: [MemberField: String] = [:]
        for plan in plans { if let plan, let field = plan.role.field { headings[field] = plan.heading } }
        self.headings = headings
    }

    /// What a group row says of the row at hand, where it says nothing itself.
    mutating func fill(_ field: MemberField, _ text: String) {
        if assembled.cells[field] == nil { assembled.cells[field] = MemberCell(text) }
    }

    /// The heading of the column that a field of the row at hand comes from.
    func heading(of field: MemberField) -> String? { assembled.headings[field] ?? headings[field] }

    /// Takes the cells of a row apart. What it found is in `assembled`.
    mutating func assemble(_ row: SheetRow) {
        assembled.cells.removeAll()
        if !assembled.headings.isEmpty { assembled.headings.removeAll(keepingCapacity: true) }
        assembled.problems.removeAll(keepingCapacity: true)
        if !parts.isEmpty { parts = Parts() }
        for cell in row {
            let column = cell.column
            guard column < plans.count else { break }
            guard let plan = plans[column], plan.role != .rowNumber else { continue }
            guard let read = memberCell(cell, plan) else { continue }
            place(read, plan)
        }
        if !parts.isEmpty { join() }
    }

    /// The field as the cell has it; nil where nothing stands.
    private mutating func memberCell(_ cell: SheetCell, _ plan: Plan) -> MemberCell? {
        switch cell.value {
        case .text(let text):
            let font = cell.fontName.flatMap { legacyFont(named: $0) }
            if cell.hasRuns {
                let joined = CellText.joined(cell.runs, cellFont: font)
                if joined.isConverted {
                    let problem = FieldProblem(.textConverted, (font?.encoding ?? .tcvn3).rawValue, joined.text)
                    note(problem, plan)
                    return MemberCell(joined.text)
                }
            }
            if font == nil, plan.encoding == nil, plan.role.field == .fullName,
                let problem = LegacySuspicion.problem(of: text)
            {
                note(problem, plan)
            }
            return MemberCell(text, fontName: font == nil ? nil : cell.fontName, encoding: plan.encoding)
        case .number(let number): return MemberCell(cell.text, number: number)
        case .date(let date): return dateCell(date, plan)
        case .bool(let bool): return MemberCell(bool ? "TRUE" : "FALSE")
        case .error(let error):
            note(FieldProblem(.textIsError, error), plan)
            return nil
        }
    }

    /// A day needs no guessing where a date is asked for; elsewhere it is text as Vietnamese write it.
    private mutating func dateCell(_ date: SheetDate, _ plan: Plan) -> MemberCell {
        guard plan.role.isDate else { return MemberCell(CellText.vietnamese(date)) }
        let isSwappable = plan.isSwapSuspected && date.day != date.month
        if isSwappable, let read = PartialDate(year: date.year, month: date.month, day: date.day),
            let other = PartialDate(year: date.year, month: date.day, day: date.month)
        {
            note(FieldProblem(.dateOrderUnclear, read.vietnamese, other.vietnamese), plan)
        }
        var day = date
        day.secondOfDay = 0
        return MemberCell(day.description)
    }

    private mutating func note(_ problem: FieldProblem, _ plan: Plan) {
        guard let field = plan.role.field else { return }
        assembled.headings[field] = plan.heading
        assembled.problems.append(MemberFieldProblem(field, problem))
    }

    private mutating func legacyFont(named name: String) -> LegacyFont? {
        if lastFont.name == name { return lastFont.font }
        let font = fonts[name] ?? LegacyFont(name: name)
        if fonts.count < Self.mostFonts { fonts[name] = font }
        lastFont = (name, font)
        return font
    }

    private mutating func place(_ cell: MemberCell, _ plan: Plan) {
        switch plan.role {
        case .field(let field):
            if plan.role.isJoinable, let before = assembled.cells[field] {
                let (one, other) = (decoded(before, field), decoded(cell, field))
                assembled.cells[field] = MemberCell(other.isEmpty ? one : one.isEmpty ? other : "\(one), \(other)")
            } else {
                assembled.cells[field] = cell
            }
            return
        case .familyName: parts.family = cell
        case .givenName: parts.given = cell
        case .bornMale: parts.male = (cell, plan.heading)
        case .bornFemale: parts.female = (cell, plan.heading)
        case .markMale: parts.markMale = (cell.digits, plan.heading)
        case .markFemale: parts.markFemale = (cell.digits, plan.heading)
        case .birthDay: parts.day = cell.digits
        case .birthMonth: parts.month = cell.digits
        case .birthYear: parts.year = cell
        case .rowNumber, .leftOut: return
        }
        parts.isEmpty = false
        if let field = plan.role.field { assembled.headings[field] = plan.heading }
    }

    /// The text of a cell that is joined with others, in Unicode.
    private mutating func decoded(_ cell: MemberCell, _ field: MemberField) -> String {
        if let name = cell.fontName {
            let read = LegacyFont.read(cell.text, fontName: name)
            assembled.problems += read.problems.map { MemberFieldProblem(field, $0) }
            return VietnameseText.clean(read.value ?? cell.text)
        }
        guard cell.number == nil, let encoding = cell.encoding, let text = encoding.convert(cell.text) else {
            return VietnameseText.clean(cell.digits)
        }
        assembled.problems.append(MemberFieldProblem(field, FieldProblem(.textConverted, encoding.rawValue, text)))
        return VietnameseText.clean(text)
    }

    private mutating func join() {
        if parts.family != nil || parts.given != nil {
            let texts = [parts.family, parts.given].compactMap { $0 }.map { decoded($0, .fullName) }
            assembled.cells[.fullName] = MemberCell(texts.joined(separator: " "))
        }
        if parts.male != nil || parts.female != nil { joinBirth() }
        if parts.markMale != nil || parts.markFemale != nil { joinMarks() }
        if parts.day != nil || parts.month != nil || parts.year != nil { joinDate() }
    }

    /// Năm sinh: Nam | Nữ. A mark instead of a date tells the sex alone.
    private mutating func joinBirth() {
        let (male, female) = (parts.male, parts.female)
        let read = Sex.read(maleColumn: male?.cell.text ?? "", femaleColumn: female?.cell.text ?? "")
        assembled.problems += read.problems.map { MemberFieldProblem(.sex, $0) }
        guard let value = read.value, let filled = value.sex == .male ? male : female else {
            if let heading = (male ?? female)?.heading { assembled.headings[.sex] = heading }
            return
        }
        (assembled.headings[.birthDate], assembled.headings[.sex]) = (filled.heading, filled.heading)
        if assembled.cells[.sex] == nil { assembled.cells[.sex] = MemberCell(value.sex.vietnameseName) }
        if value.text.contains(where: \.isNumber) {
            assembled.cells[.birthDate] = filled.cell
        } else if YesNo.read(value.text).value == nil {
            assembled.cells[.birthDate] = MemberCell(value.text)
        }
    }

    /// Giới tính: Nam | Nữ, with a mark in one of them.
    private mutating func joinMarks() {
        func mark(_ part: (text: String, heading: String)?) -> String {
            guard let part, YesNo.read(part.text).value != false else { return "" }
            return part.text
        }
        let read = Sex.read(maleColumn: mark(parts.markMale), femaleColumn: mark(parts.markFemale))
        assembled.headings[.sex] = (parts.markMale ?? parts.markFemale)?.heading
        assembled.problems += read.problems.map { MemberFieldProblem(.sex, $0) }
        if let value = read.value { assembled.cells[.sex] = MemberCell(value.sex.vietnameseName) }
    }

    /// Ngày | tháng | năm sinh.
    private mutating func joinDate() {
        let year = parts.year.map(\.digits).map(VietnameseText.clean) ?? ""
        let day = VietnameseText.clean(parts.day ?? "")
        let month = VietnameseText.clean(parts.month ?? "")
        guard !(day.isEmpty && month.isEmpty && year.isEmpty) else { return }
        let texts = [day.isEmpty ? nil : day, month.isEmpty ? nil : month, year]
        assembled.cells[.birthDate] = MemberCell(texts.compactMap(\.self).joined(separator: "/"))
    }
}

extension ColumnRole {
    /// Whether a date is read from the column.
    var isDate: Bool {
        switch self {
        case .field(.birthDate), .field(.joinedOn), .field(.leftOn), .field(.diedOn), .bornMale, .bornFemale: true
        default: false
        }
    }
}
