internal import Programme
internal import Store

extension APITokenScope {
    /// What the scope allows, for people.
    var words: Phrase {
        switch self {
        case .readMembers: Phrase("Xem hội viên, chi hội", "Read members and branches")
        case .writeMembers: Phrase("Xem và sửa hội viên, chi hội", "Read and change members and branches")
        case .importLists: Phrase("Nhập danh sách từ tệp", "Import lists from files")
        case .readLearning: Phrase("Xem lớp, điểm danh, chứng nhận", "Read classes, attendance, certificates")
        case .writeLearning:
            Phrase("Xem và sửa lớp, điểm danh, chứng nhận", "Read and change classes, attendance, certificates")
        case .readTitles: Phrase("Xem hộ, dòng họ, đơn vị và danh hiệu", "Read households, clans, units and titles")
        case .writeTitles:
            Phrase("Xem và sửa hộ, dòng họ, đơn vị, danh hiệu", "Read and change households, clans, units and titles")
        case .readProgramme:
            Phrase("Xem kế hoạch, tập huấn, kiểm tra, quỹ", "Read plans, trainings, inspections, funds")
        case .writeProgramme:
            Phrase(
                "Xem và sửa kế hoạch, tập huấn, kiểm tra, quỹ",
                "Read and change plans, trainings, inspections, funds"
            )
        case .readOffice: Phrase("Xem cán bộ, nhật ký, webhook", "Read officers, the audit, webhooks")
        case .writeOffice: Phrase("Xem và sửa cán bộ, webhook", "Read and change officers and webhooks")
        case .readTotals: Phrase("Xem số liệu toàn thành phố", "Read the city's totals")
        case .read: Phrase("Chỉ xem", "Read only")
        case .write: Phrase("Xem và sửa", "Read and change")
        }
    }

    /// Those for a part of a tenant's work.
    static let ofTenants = allCases.filter { ![.read, .write, .readTotals].contains($0) }

    /// What scopes allow together, where that which covers all says it alone.
    static func words(_ scopes: Set<APITokenScope>, in language: Language) -> String {
        let whole = [APITokenScope.write, .read].first { scopes.contains($0) && (scopes.count == 1 || $0 == .write) }
        let told = whole.map { [$0] } ?? allCases.filter(scopes.contains)
        return told.map { $0.words.text(in: language) }.joined(separator: "; ")
    }

    /// All of them in a line, for the document.
    static var table: String { allCases.map { "`\($0.rawValue)`: \($0.words.english)." }.joined(separator: " ") }
}
