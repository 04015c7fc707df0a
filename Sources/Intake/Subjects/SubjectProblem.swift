package import Programme

/// What there is to say about a row of a list of subjects.
package enum SubjectProblem: Hashable, Sendable {
    /// There is no name, or it is none of a person where it has to be one.
    case name
    /// No hamlet of the ward has this name: the row counts for the ward, and the text goes to the address.
    case hamletUnknown(String)
    /// Several have it.
    case hamletAmbiguous(String)
    case phone
    /// Not a whole number that can be.
    case number(SubjectColumn)
    /// None of the words that are known.
    case choice(SubjectColumn)
    case date
    /// A text is too long.
    case long
    /// More children than people.
    case counts
    /// Another row further up has the code.
    case codeTwice
    /// The subject with this code is no more.
    case ended

    /// Whether the row has to be mended before the list is taken over.
    package var isError: Bool {
        if case .hamletUnknown = self { return false }
        return true
    }

    /// In words: what is wrong and what to do.
    package func message(in language: ProblemLanguage) -> String {
        let (vietnamese, english) = words
        return language == .vietnamese ? vietnamese : english
    }

    private var words: (String, String) {
        switch self {
        case .name:
            ("Thiếu tên, hoặc tên có chữ số: hãy ghi đủ họ tên", "No name, or one with digits: write it in full")
        case .hamletUnknown(let text):
            (
                "Chưa có thôn, tổ “\(text)” trong phường, xã: ghi vào địa chỉ, tính cho cả phường, xã",
                "No hamlet \"\(text)\" is known in the ward: kept in the address, counted for the ward"
            )
        case .hamletAmbiguous(let text):
            (
                "Có nhiều nơi tên “\(text)”: hãy ghi rõ thôn, làng hay tổ",
                "Several hamlets are called \"\(text)\": say which"
            )
        case .phone: ("Số điện thoại không đúng", "This is no telephone number")
        case .number(let column):
            (
                "\(Self.name(column)): cần một số nguyên không âm",
                "\(column.rawValue): a whole number, not below nought, is needed"
            )
        case .choice(let column):
            ("\(Self.name(column)): không hiểu chữ này", "\(column.rawValue): this word is not known")
        case .date: ("Ngày không đúng: cần dd/mm/yyyy, không ở tương lai", "No such day: dd/mm/yyyy, not to come")
        case .long: ("Chữ quá dài", "A text is too long")
        case .counts: ("Số trẻ em nhiều hơn số người", "There are more children than people")
        case .codeTwice: ("Mã này đã có ở dòng trên", "A row further up has this code")
        case .ended:
            (
                "Nơi có mã này đã kết thúc: hãy khôi phục hoặc đổi mã",
                "What has this code has ended: re-open it or change the code"
            )
        }
    }

    private static func name(_ column: SubjectColumn) -> String {
        column.headings(of: .household).first ?? column.headings(of: .unit).first ?? column.headings(of: .clan).first
            ?? column.rawValue
    }
}

/// A row about which there is something to say.
package struct SubjectFinding: Hashable, Sendable {
    /// As the workbook counts, from 1.
    package let row: Int
    package let problem: SubjectProblem
}
