import Programme
import Spreadsheet
import Store

/// Puts identities in the place of what a row names: the branch, and the hamlet below the ward. Names are looked up once.
struct RowResolver {
    private let settings: ImportSettings
    private let areas: AreaHistory
    private let mayCreate: Bool
    private var branches: [String: [BranchID]] = [:]
    private var hamlets: [HamletKey: AreaID?] = [:]
    /// Branches that rows name and the tenant does not have, in the order in which they came.
    private(set) var newBranches: [ImportChoices.NewBranch] = []
    /// Problems that were found here, by code.
    private(set) var problems: [ProblemCode: Int] = [:]

    private struct HamletKey: Hashable {
        var ward: AreaID
        var name: String
    }

    /// New branches of one import, at most: a column with a thousand names has no branches in it.
    private static let mostNewBranches = 1_000
    /// Hamlet names that are remembered.
    private static let mostHamlets = 10_000
    /// What lists leave out of a branch's name, or put before it.
    private static let titles = ["chi hoi ", "chi doan ", "phan hoi ", "cong doan "]

    init(_ settings: ImportSettings, branches tree: BranchTree, areas: AreaHistory, _ context: TenantContext) {
        self.settings = settings
        self.areas = areas
        mayCreate = settings.createsBranches && context.part == .wholeTenant
        var visible: Set<BranchID>?
        if case .part(let branches, _) = context.part, !branches.isEmpty { visible = Set(branches) }
        for branch in tree.branches where branch.closedOn == nil && visible?.contains(branch.id) != false {
            branches[VietnameseText.folded(branch.name), default: []].append(branch.id)
        }
    }

    /// The row as the store takes it.
    mutating func candidate(_ row: IntakeRow) throws -> ImportCandidate {
        var record = row.record
        var problems = row.problems
        unguard(&record)
        var branch: BranchID?
        if let name = record.texts[.branch] {
            let read = self.branch(name)
            branch = read.value
            for problem in read.problems {
                self.problems[problem.code, default: 0] += 1
                problems.append(
                    RowProblem(row: row.number, column: MemberField.branch.vietnameseName, problem: problem)
                )
            }
            record.texts[.branch] = nil
        }
        resolveHamlet(&record)
        var isRefused = row.isRefused || problems.count > row.problems.count
        if !isRefused, let problem = MembershipLife.told(by: record, branch: branch).problems.first {
            isRefused = true
            self.problems[problem.code, default: 0] += 1
            problems.append(RowProblem(row: row.number, column: nil, problem: problem))
        }
        return ImportCandidate(
            number: row.number,
            record: record,
            branch: branch,
            problems: try ImportProblem.json(problems),
            isRefused: isRefused
        )
    }

    private mutating func branch(_ name: String) -> Checked<BranchID> {
        let key = VietnameseText.folded(name)
        var found = branches[key] ?? []
        if found.isEmpty {
            for title in Self.titles {
                let other = key.hasPrefix(title) ? String(key.dropFirst(title.count)) : title + key
                found = branches[other] ?? []
                if !found.isEmpty { break }
            }
        }
        if found.count > 1 { return Checked(refused: FieldProblem(.branchAmbiguous, name)) }
        if let only = found.first { return Checked(only) }
        let clean = VietnameseText.clean(name)
        guard mayCreate, newBranches.count < Self.mostNewBranches, !clean.isEmpty,
            clean.unicodeScalars.count <= StoredBranch.longestName
        else { return Checked(refused: FieldProblem(.branchUnknown, name)) }
        let branch = ImportChoices.NewBranch(id: BranchID.next(), name: clean)
        newBranches.append(branch)
        branches[key] = [branch.id]
        return Checked(branch.id)
    }

    /// A hamlet that is an area below the ward is kept as that area; any other stays as it is written.
    private mutating func resolveHamlet(_ record: inout MemberRecord) {
        guard let name = record.texts[.hamlet], let ward = record.area ?? settings.defaultArea else { return }
        let key = HamletKey(ward: ward, name: name)
        let area: AreaID?
        if let known = hamlets[key] {
            area = known
        } else {
            switch areas.match(name, on: settings.areaDay, within: ward) {
            case .one(let found), .ofOtherKind(let found): area = found.id
            case .several, .notThen, .none: area = nil
            }
            if hamlets.count < Self.mostHamlets { hamlets[key] = .some(area) }
        }
        guard let area else { return }
        record.area = area
        record.texts[.hamlet] = nil
    }

    /// Takes the apostrophe away that an export to CSV puts before what looks like a formula.
    private func unguard(_ record: inout MemberRecord) {
        for (field, text) in record.texts where text.utf8.first == UInt8(ascii: "'") {
            let rest = String(text.dropFirst())
            if SheetFormulaGuard.isFormula(rest) { record.texts[field] = rest }
        }
    }
}
