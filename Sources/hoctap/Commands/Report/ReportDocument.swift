import Programme
import Store

/// A report as commands print it.
struct ReportDocument: Encodable {
    let id: String
    let form: String
    let year: Int?
    let period: String?
    let state: String
    let title: String
    let rowsDone: Int
    let problem: String?
    let number: String?
    let hash: String?
    let files: [String]

    init(_ report: StoredReport, _ files: [StoredReportFile] = []) {
        id = report.id.description
        form = report.subject.form.rawValue
        year = report.subject.year
        period = report.subject.period?.rawValue
        state = report.state.rawValue
        title = report.title
        rowsDone = report.rowsDone
        problem = report.problem?.rawValue
        number = report.signature?.number
        hash = report.hash
        self.files = files.map(\.kind.rawValue)
    }

    /// For people: one line a fact.
    var text: String {
        var lines = ["\(id): \(state)", "form: \(form)"]
        if let year, let period { lines.append("time: \(period) \(year)") }
        if !title.isEmpty { lines.append("title: \(title)") }
        if let problem { lines.append("problem: \(OfficialReportProblem(rawValue: problem)?.english ?? problem)") }
        if let number { lines.append("number: \(number)") }
        if let hash { lines.append("hash: \(hash)") }
        if !files.isEmpty { lines.append("files: \(files.joined(separator: ", "))") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// For people: one line a report.
    static func table(_ documents: [ReportDocument]) -> String {
        var table = OutputTable("Report", "Form", "Time", "State", "Number")
        table.rows = documents.map { report in
            let time = [report.period, report.year.map { String($0) }].compactMap { $0 }.joined(separator: " ")
            return [report.id, report.form, time, report.state, report.number ?? ""]
        }
        return table.text
    }
}
