internal import Programme
internal import Reports
internal import Store

/// A table of the city's pages, for the screen and for a file: names in the first column, numbers in the others, each with the
/// address that takes it apart.
struct CityTable: Sendable {
    struct Cell: Sendable {
        /// The heading, for screens on which a row is a block.
        let label: String
        let text: String
        /// Where it is taken apart; nil for what is nowhere.
        let link: String?
        /// Whether it is words, and no number.
        let isText: Bool
        let value: ReportTable.Value
        /// The number as a chart reads it; nil for what is none.
        let raw: String?

        /// A text.
        init(_ label: String, _ text: String) {
            self.label = label
            self.text = text
            link = nil
            isText = true
            value = .text(text)
            raw = nil
        }

        /// A number.
        init(_ label: String, _ number: Int, _ path: String? = nil, in language: Language) {
            self.label = label
            text = Number.text(number, in: language)
            link = number == 0 ? nil : path
            isText = false
            value = .whole(number)
            raw = String(number)
        }

        /// How much of a measure; time in hours.
        /// - Parameter heading: nil where it is the measure's name.
        init(
            _ measure: CityMeasure,
            _ amount: Int,
            _ path: String? = nil,
            under heading: String? = nil,
            in language: Language
        ) {
            label = heading ?? CityWords.name(of: measure, in: language)
            link = amount == 0 ? nil : path
            isText = false
            if measure.unit == "minutes" {
                let hours = (Double(amount) / 6).rounded() / 10
                text = Number.hours(ofMinutes: amount, in: language)
                value = .decimal(hours)
                raw = String(hours)
            } else {
                text = Number.text(amount, in: language)
                value = .whole(amount)
                raw = String(amount)
            }
        }

        /// A share in percent, to a tenth; nil where there is nothing to have a share of.
        init(_ label: String, percent: Double?, in language: Language) {
            self.label = label
            link = nil
            isText = false
            guard let percent else {
                (text, value, raw) = ("", .none, nil)
                return
            }
            let tenths = Int((percent * 10).rounded())
            let point = language == .vietnamese ? "," : "."
            text = "\(tenths / 10)" + (tenths.isMultiple(of: 10) ? "" : "\(point)\(tenths % 10)") + " %"
            value = .decimal(Double(tenths) / 10)
            raw = String(Double(tenths) / 10)
        }

        /// What there is no number for.
        init(none label: String) {
            self.label = label
            text = ""
            link = nil
            isText = false
            value = .none
            raw = nil
        }
    }

    struct Row: Sendable {
        let name: String
        /// More of the row: a page of its own.
        var path: String?
        var isSum = false
        /// The name as a chart has room for it; nil for the name itself.
        var short: String?
        let cells: [Cell]
    }

    /// A heading with what one of the column is.
    struct Heading: Sendable {
        let text: String
        let unit: String?
        /// Whether words stand below it, and no numbers.
        var isText = false
    }

    /// The chart that is drawn of a table, beside it: the script reads the numbers from the table itself.
    struct Chart: Sendable {
        /// How it is drawn.
        enum Kind: String, Sendable {
            /// A column for each row of the table.
            case columns
            /// A bar for each row: for names that are long.
            case rows
            /// A bar for each row, the numbers behind one another.
            case stack
        }

        let kind: String
        /// Which columns of the table, the names being 0.
        let columns: String
        /// What one is; nil where the headings say it.
        let unit: String?
        /// The end of the axis; nil for what the numbers take.
        let most: String?

        init(_ kind: Kind, columns: [Int], unit: String? = nil, most: Int? = nil) {
            self.kind = kind.rawValue
            self.columns = columns.map(String.init).joined(separator: ",")
            self.unit = unit
            self.most = most.map(String.init)
        }
    }

    /// Names the table in addresses.
    let key: String
    let title: String
    /// What is to be said of its numbers.
    var note: String?
    /// Above the names.
    let first: String
    let headings: [Heading]
    let rows: [Row]
    /// Folded away behind its chart until somebody opens it.
    var isFolded = false
    /// Nil for a table alone.
    let chart: Chart?
    /// Where it is handed out.
    let workbook: String
    let text: String
    /// There is nothing to show.
    let isEmpty: Bool

    init(
        _ key: String,
        _ title: String,
        note: String? = nil,
        first: String,
        headings: [Heading],
        rows: [Row],
        chart: Chart? = nil,
        files: (String) -> String
    ) {
        self.key = key
        self.title = title
        self.note = note
        self.first = first
        self.headings = headings.enumerated().map { place, heading in
            var heading = heading
            heading.isText =
                !rows.isEmpty
                && rows.allSatisfy { row in
                    row.cells.indices.contains(place) && row.cells[place].isText
                }
            return heading
        }
        self.rows = rows
        self.chart = chart
        workbook = files("xlsx")
        text = files("csv")
        isEmpty = rows.isEmpty
    }

    /// The table as a file has it.
    /// - Parameter notes: as of when, and of what.
    func report(notes: [String]) -> ReportTable {
        ReportTable(
            title: title,
            notes: notes + (note.map { [$0] } ?? []),
            headings: [first]
                + headings.map { heading in
                    heading.unit.map { "\(heading.text) (\($0))" } ?? heading.text
                },
            rows: rows.map { row in [.text(row.name)] + row.cells.map(\.value) }
        )
    }
}

extension Number {
    /// Minutes in hours, to a tenth.
    static func hours(ofMinutes minutes: Int, in language: Language) -> String {
        let tenths = (minutes * 10 + 30) / 60
        let whole = text(tenths / 10, in: language)
        guard !tenths.isMultiple(of: 10) else { return whole }
        return whole + (language == .vietnamese ? "," : ".") + "\(tenths % 10)"
    }
}
