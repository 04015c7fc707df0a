package import Programme
package import Spreadsheet

/// Looks at a file and finds the list in it.
package struct SheetSurveyor {
    /// Sheets that are looked into; a workbook with more has the others told and left alone.
    static let mostSheets = 40

    private let dates: DateReading
    private let limits: SheetLimits

    /// Days are judged as of `latest`, as a rule today.
    package init(latest: CalendarDay, limits: SheetLimits = SheetLimits()) {
        dates = DateReading(latest: latest)
        self.limits = limits
    }

    /// What the likeliest sheet of a file looks like. Throws when the file is none that can be read, or has no list.
    package func survey(path: String) throws(IntakeError) -> SheetSurvey {
        let reader = try IntakeError.wrapping { () throws(SheetError) in try WorkbookReader(path: path, limits: limits)
        }
        guard reader.sheets.count > 1 else {
            guard let survey = try survey(sheet: 0, of: reader, isWhole: true) else { throw .noList }
            return survey
        }
        var found: [SheetSurvey] = []
        var failure: IntakeError?
        for index in reader.sheets.indices.prefix(Self.mostSheets) {
            do {
                if let survey = try survey(sheet: index, of: reader, isWhole: false) { found.append(survey) }
            } catch {
                // A broken sheet beside a sound one does no harm.
                failure = failure ?? error
            }
        }
        if found.isEmpty, let failure { throw failure }
        let ranked = found.enumerated().sorted { left, right in
            (left.element.confidence, -left.offset) > (right.element.confidence, -right.offset)
        }
        guard let first = ranked.first?.element, var best = try survey(sheet: first.sheet, of: reader, isWhole: true)
        else { throw .noList }
        best.otherSheets = ranked.dropFirst().map {
            SheetSurvey.OtherSheet(
                index: $0.element.sheet,
                name: $0.element.sheetName,
                confidence: $0.element.confidence
            )
        }
        let rivals = best.otherSheets.count { $0.confidence >= 0.5 }
        if rivals > 0 { best.reasons.append(.otherLists(rivals)) }
        return best
    }

    /// What one sheet looks like, as an officer has chosen it; with the header in these rows, or found.
    package func survey(
        path: String,
        sheet: Int,
        headerRows: ClosedRange<Int>? = nil
    ) throws(IntakeError) -> SheetSurvey {
        let reader = try IntakeError.wrapping { () throws(SheetError) in try WorkbookReader(path: path, limits: limits)
        }
        guard reader.sheets.indices.contains(sheet) else { throw .file(.noSuchSheet(sheet)) }
        guard let survey = try survey(sheet: sheet, of: reader, isWhole: true, headerRows: headerRows) else {
            throw .noList
        }
        return survey
    }

    /// Looks at the beginning of a sheet, or goes through all of it: merged cells stand behind the rows, and the order of dates
    /// shows over whole columns. Only the first rows are held.
    private func survey(
        sheet: Int,
        of reader: WorkbookReader,
        isWhole: Bool,
        headerRows: ClosedRange<Int>? = nil
    ) throws(IntakeError) -> SheetSurvey? {
        var sample = SheetSample()
        var evidence = ColumnEvidence()
        var merged: [SheetRange] = []
        do {
            let source = try reader.rows(of: sheet)
            while let row = try source.next() {
                if !sample.isFull { sample.add(row) } else if !isWhole { break }
                if isWhole { evidence.add(row) }
            }
            merged = source.mergedRanges
        } catch {
            throw .file(error)
        }
        guard !sample.rows.isEmpty else { return nil }
        let encoding = Self.encoding(of: sample.rows.lazy.flatMap { $0.cells.lazy.compactMap(\.rawText) })
        let rows = encoding.map(sample.decoded) ?? sample.rows
        let finder = HeaderFinder(rows: rows, merged: merged)
        let header = headerRows.map(finder.find(in:)) ?? finder.find()
        if headerRows != nil, header == nil { return nil }
        guard var survey = header.map({ self.survey(under: $0, rows) }) ?? withoutHeader(rows) else { return nil }
        survey.sheet = sheet
        survey.sheetName = reader.sheets[sheet].name
        survey.rowCount = max(0, evidence.rows - sample.rowsRead(above: survey.firstDataRow))
        for index in survey.headings.indices where survey.headings[index].column < evidence.dates.count {
            survey.headings[index].dates = evidence.dates[survey.headings[index].column]
        }
        survey.encoding = encoding
        if let encoding { survey.reasons.append(.oldEncoding(encoding)) }
        if sample.hasMoreColumns { survey.reasons.append(.columnsLeftOut(beyond: SheetSample.mostColumns)) }
        if case .text(let form) = reader.source, form.encodingIsGuessed, encoding == nil {
            survey.reasons.append(.encodingGuessed)
        }
        if reader.sheets[sheet].visibility != .visible {
            survey.reasons.append(.hiddenSheet)
            survey.confidence *= 0.5
        }
        return survey
    }

    /// What texts whose font is lost seem to be written in; nil for Unicode, and where there is little to go by.
    private static func encoding(of texts: some Sequence<String>) -> LegacyEncoding? {
        let guess = LegacyTextGuess(from: texts)
        return guess.confidence >= encodingConfidence ? guess.encoding : nil
    }

    /// Below it a text is taken for Unicode.
    private static let encodingConfidence = 0.3

    private func survey(under header: HeaderFinder.Header, _ rows: [SampleRow]) -> SheetSurvey {
        let below = rows.filter { $0.number >= header.firstDataRow }
        let columns = Set(header.parts.keys).union(below.flatMap { $0.cells.map(\.column) }).sorted()
        let headings = columns.map { heading($0, header.parts[$0] ?? [], below) }
        let named = headings.count { !$0.parts.isEmpty }
        let share = Double(header.known) / Double(max(1, named))
        var confidence = (header.hasName ? 0.4 : 0) + 0.4 * share + min(0.15, 0.05 * Double(header.known))
        if header.numberingRow != nil { confidence += 0.05 }
        if below.isEmpty { confidence *= 0.5 }
        var reasons: [SurveyReason] = [.headingsKnown(header.known, of: named)]
        reasons.append(header.hasName ? .nameColumn : .noNameColumn)
        if header.numberingRow != nil { reasons.append(.numberingRow) }
        let exact = headings.map { HeadingWords.exact($0.parts.joined(separator: " ")) }
        if exact.count(where: { $0 == .rowNumber }) > 1, exact.count(where: { $0 == .field(.fullName) }) > 1 {
            reasons.append(.listsSideBySide)
            confidence *= 0.5
        }
        return SheetSurvey(
            sheet: 0,
            sheetName: "",
            titles: titles(rows, above: header.rows.lowerBound),
            headerRows: header.rows,
            numberingRow: header.numberingRow,
            firstDataRow: header.firstDataRow,
            rowCount: 0,
            headings: headings,
            confidence: min(1, confidence),
            reasons: reasons,
            otherSheets: []
        )
    }

    /// A list that begins with people: some column has names in most of its rows.
    private func withoutHeader(_ rows: [SampleRow]) -> SheetSurvey? {
        let columns = Set(rows.flatMap { $0.cells.map(\.column) }).sorted()
        let nameColumn = columns.first { column in
            let profile = ColumnProfile(rows.lazy.compactMap { $0.cell(column) }, dates: dates)
            return (profile.share(.field(.fullName)) ?? 0) >= 0.6
        }
        guard let nameColumn,
            let first = rows.first(where: { row in
                row.cell(nameColumn).map { LineWords.looksLikeName($0.text) } ?? false
            })
        else { return nil }
        let below = rows.filter { $0.number >= first.number }
        return SheetSurvey(
            sheet: 0,
            sheetName: "",
            titles: titles(rows, above: first.number),
            headerRows: nil,
            numberingRow: nil,
            firstDataRow: first.number,
            rowCount: 0,
            headings: columns.map { heading($0, [], below) },
            confidence: 0.3,
            reasons: [.noHeader],
            otherSheets: []
        )
    }

    private func heading(_ column: Int, _ parts: [String], _ below: [SampleRow]) -> SheetSurvey.Heading {
        let cells = below.compactMap { $0.cell(column) }
        return SheetSurvey.Heading(
            column: column,
            parts: parts,
            examples: cells.prefix(SheetSurvey.mostExamples).map(\.text),
            profile: ColumnProfile(cells, dates: dates),
            encoding: Self.encoding(of: cells.lazy.compactMap(\.rawText))
        )
    }

    private func titles(_ rows: [SampleRow], above row: Int) -> [String] {
        let above = rows.prefix { $0.number < row }
        return above.suffix(SheetSurvey.mostTitles).map { $0.cells.map(\.text).joined(separator: "  ") }
    }
}
