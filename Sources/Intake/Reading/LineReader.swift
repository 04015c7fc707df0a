import Programme
import Spreadsheet

/// Tells the rows of one sheet for what they are, in their order, and makes a checked record of each that is a person. Knows
/// of no file: rows may be read elsewhere.
struct LineReader {
    /// What was read so far.
    private(set) var summary = IntakeSummary()

    private let firstRow: Int
    private let members: MemberReader
    private var classifier: LineClassifier
    private var trail = GroupTrail()
    private var assembler: RowAssembler
    private var lastArea: (text: String, isKnown: Bool)?
    /// By column, for the quick look.
    private let looks: [Look]

    /// What a column is to the quick look.
    private enum Look: UInt8 {
        case other, number, name, detail
    }

    /// - Throws: `.mapping` for a mapping that does not work.
    init(survey: SheetSurvey, mapping: ColumnMapping, settings: IntakeSettings) throws(IntakeError) {
        let problems = mapping.problems
        guard problems.isEmpty else { throw .mapping(problems) }
        var dates: [Int: ColumnDates] = [:]
        for heading in survey.headings { dates[heading.column] = heading.dates }
        firstRow = survey.firstDataRow
        classifier = LineClassifier(survey: survey)
        let plans = Self.plans(mapping, dates)
        assembler = RowAssembler(plans: plans)
        looks = plans.map(Self.look)
        var members = MemberReader(
            dates: DateReading(latest: settings.latest),
            areas: settings.areas,
            areaDay: settings.areaDay
        )
        if let order = settings.dateOrder {
            members.dates.order = order
        } else {
            members.orders = Self.orders(mapping, dates)
        }
        self.members = members
        for title in survey.titles.reversed() {
            guard let found = LineWords.groupInTitle(title) else { continue }
            trail.enter(found.kind, found.text, level: .none(found.kind))
            break
        }
    }

    /// The person of the next row; nil for a row that is none.
    mutating func read(_ row: SheetRow) -> IntakeRow? {
        guard row.number >= firstRow else { return nil }
        if !isPlainlyPerson(row) {
            let cells = cells(of: row)
            switch classifier.line(cells) {
            case .data: break
            case .group(let kind, let text, let level):
                trail.enter(kind, text, level: level)
                skip(row, .group, cells)
                return nil
            case .skipped(let reason):
                skip(row, reason, cells)
                return nil
            }
        }
        let read = person(of: row)
        summary.add(read)
        return read
    }

    private mutating func skip(_ row: SheetRow, _ reason: SkipReason, _ cells: [LineClassifier.Cell]) {
        let text = cells.prefix(4).map(\.text).joined(separator: "  ")
        summary.skip(row.number, reason, text)
        guard reason == .letterhead else { return }
        // A further list begins in the same sheet; its title may name a village.
        trail.leaveAll()
        for cell in cells {
            guard let found = LineWords.groupInTitle(cell.text) else { continue }
            trail.enter(found.kind, found.text, level: .none(found.kind))
        }
    }

    /// Whether a ward that a group row names can be looked up: one that cannot is no reason to refuse the people below it.
    private mutating func isAreaKnown(_ text: String) -> Bool {
        if let lastArea, lastArea.text == text { return lastArea.isKnown }
        let isKnown = members.areas.map { !$0.read(text, on: members.areaDay).isRefused } ?? true
        lastArea = (text, isKnown)
        return isKnown
    }

    private mutating func person(of row: SheetRow) -> IntakeRow {
        assembler.assemble(row)
        if !trail.isEmpty {
            for kind in GroupTrail.Kind.allCases {
                guard let field = kind.field, let text = trail[kind], kind != .area || isAreaKnown(text) else {
                    continue
                }
                assembler.fill(field, text)
            }
        }
        let read = members.read(assembler.assembled.cells)
        var problems = assembler.assembled.problems
        problems.append(contentsOf: read.problems)
        return IntakeRow(
            number: row.number,
            record: read.record,
            groups: trail,
            problems: problems.map { problem in
                RowProblem(
                    row: row.number,
                    column: assembler.heading(of: problem.field),
                    problem: problem.problem
                )
            },
            isHidden: row.isHidden
        )
    }

    private static func plans(_ mapping: ColumnMapping, _ dates: [Int: ColumnDates]) -> [RowAssembler.Plan?] {
        var plans: [RowAssembler.Plan?] = []
        for column in mapping.columns where column.role != .leftOut {
            while plans.count <= column.column { plans.append(nil) }
            plans[column.column] = RowAssembler.Plan(
                role: column.role,
                heading: column.heading,
                encoding: column.encoding,
                isSwapSuspected: dates[column.column]?.isSwapSuspected ?? false
            )
        }
        return plans
    }

    /// The order of each field's dates; both columns of a pair count for theirs.
    private static func orders(
        _ mapping: ColumnMapping,
        _ dates: [Int: ColumnDates]
    ) -> [MemberField: DateReading.Order] {
        var gathered: [MemberField: DateOrderEvidence] = [:]
        for column in mapping.columns {
            guard let field = column.role.field, column.role.isDate, let dates = dates[column.column] else { continue }
            gathered[field, default: DateOrderEvidence()].add(dates.order)
        }
        return gathered.mapValues(\.order)
    }
}

extension LineReader {
    private static func look(_ plan: RowAssembler.Plan?) -> Look {
        switch plan?.role {
        case .rowNumber?: .number
        case .field(.fullName)?, .familyName?: .name
        case .field(.birthDate)?, .bornMale?, .bornFemale?, .birthYear?, .field(.citizenID)?, .field(.phone)?: .detail
        default: .other
        }
    }

    /// The common row, told without making a text of it: a row number, a name that begins with a letter, and a date or a number
    /// of at least four digits. No group row, total or heading has all three.
    private func isPlainlyPerson(_ row: SheetRow) -> Bool {
        var (hasNumber, hasName, hasDetail) = (false, false, false)
        for cell in row {
            guard cell.column < looks.count else { break }
            switch looks[cell.column] {
            case .other: continue
            case .number:
                hasNumber = cell.withUTF8 { $0.count <= 6 && $0.allSatisfy { (0x30...0x39).contains($0) } }
                if !hasNumber { return false }
            case .name:
                hasName = cell.withUTF8 { $0.count >= 4 && ($0.first ?? 0) > 0x40 }
                if !hasName { return false }
            case .detail:
                if !hasDetail { hasDetail = cell.withUTF8 { $0.count { (0x30...0x39).contains($0) } >= 4 } }
            }
        }
        return hasNumber && hasName && hasDetail
    }

    private func cells(of row: SheetRow) -> [LineClassifier.Cell] {
        var cells: [LineClassifier.Cell] = []
        for cell in row {
            guard cell.column < SheetSample.mostColumns else { break }
            let value = cell.value
            var read = CellText(cell, value).text
            let plan = cell.column < assembler.plans.count ? assembler.plans[cell.column] : nil
            if case .text(let raw) = value, let converted = plan?.encoding?.convert(raw) { read = converted }
            let text = VietnameseText.clean(String(read.prefix(SheetSample.mostCharacters)))
            guard !text.isEmpty else { continue }
            let isNumber: Bool = if case .number = value { true } else { false }
            cells.append(LineClassifier.Cell(column: cell.column, role: plan?.role, text: text, isNumber: isNumber))
        }
        return cells
    }
}
