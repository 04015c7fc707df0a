import FoundationEssentials
import Postgres
import TestSupport

/// One question to the database, with the answer that is declared.
struct IsolationCell: Sendable {
    /// What the database does with a statement.
    enum Answer: Hashable, Sendable, CustomStringConvertible {
        /// The role lacks the privilege.
        case denied
        /// A policy refuses the row.
        case refused
        /// It ran, and found nothing.
        case none
        /// It ran, and met some of the rows that there are.
        case some
        /// It ran, and met all rows that there are, or made the one that it was to make.
        case all
        /// It ran, and met more rows than the tenant has.
        case tooMany
        /// Another error.
        case error(String)

        /// - Parameter count: how many rows there are.
        init(_ text: String, of count: Int) {
            switch text {
            case "denied": self = .denied
            case "refused": self = .refused
            default:
                guard text.hasPrefix("="), let touched = Int(text.dropFirst()) else {
                    self = .error(text)
                    return
                }
                self = touched == 0 ? .none : touched < count ? .some : touched == count ? .all : .tooMany
            }
        }

        /// Whether rows were met.
        var hasRows: Bool { self == .some || self == .all || self == .tooMany }

        var description: String {
            switch self {
            case .denied: "denied"
            case .refused: "refused"
            case .none: "no rows"
            case .some: "some rows"
            case .all: "all rows"
            case .tooMany: "too many rows"
            case .error(let code): code
            }
        }
    }

    let title: String
    let statement: String
    let expected: Answer
    /// How many rows it can meet at most.
    let count: Int
    /// Whether rows that come back would be another tenant's.
    let isForeign: Bool
}

/// Makes the cells of a role in a situation.
struct IsolationCells {
    let rights: IsolationRights
    let role: IsolationRights.Role
    let situation: IsolationRights.Situation

    /// Ours; the other tenant's rows are foreign.
    private let own = TwoTenants.Name.one

    func cells(of table: IsolationTable) -> [IsolationCell] {
        guard let tenantColumn = table.tenantColumn else { return shared(table) + [truncation(table)] }
        var cells: [IsolationCell] = []
        for target in [own, own.counterpart] {
            let place = " where \(tenantColumn) = '\(TwoTenants.tenant(target))'"
            for right in IsolationRights.Right.allCases {
                let works = rights.works(right, role, table.name, situation)
                var extent = target == own ? works.own : works.foreign
                if role == .owner, !table.isForced { extent = .all }
                cells.append(cell(table, right, target, place, extent))
            }
        }
        return cells + blind(table, tenantColumn) + [move(table, tenantColumn), truncation(table)]
    }

    private func shared(_ table: IsolationTable) -> [IsolationCell] {
        IsolationRights.Right.allCases.map { right in
            let works = rights.works(right, role, table.name, situation).own
            return cell(table, right, own, "", role == .owner ? .all : works)
        }
    }

    private func cell(
        _ table: IsolationTable,
        _ right: IsolationRights.Right,
        _ target: TwoTenants.Name,
        _ place: String,
        _ extent: IsolationRights.Extent
    ) -> IsolationCell {
        let isGranted = rights.granted(role, table.name).contains(right)
        var expected = expected(right, isGranted: isGranted, extent)
        // The tenant's own row is there; that it is met means that the policy lets it through.
        if table.name == "app.tenants", right == .insert, expected == .all { expected = .error("23505") }
        return IsolationCell(
            title: "\(role) \(right) \(table.name) \(situation) \(target == own ? "own" : "foreign")",
            statement: statement(table, right, target, place),
            expected: expected,
            count: count(right, table.counts[target] ?? 0, extent),
            isForeign: target != own
        )
    }

    private func count(_ right: IsolationRights.Right, _ rows: Int, _ extent: IsolationRights.Extent) -> Int {
        if right == .insert { return 1 }
        if case .exactly(let count) = extent { return count }
        return rows
    }

    private func expected(
        _ right: IsolationRights.Right,
        isGranted: Bool,
        _ extent: IsolationRights.Extent
    ) -> IsolationCell.Answer {
        guard isGranted else { return .denied }
        return switch extent {
        case .none: right == .insert ? .refused : .none
        case .some: .some
        case .all, .exactly: .all
        }
    }

    /// Statements that read no column: what may be seen does not count for them, only what may be changed.
    private func blind(_ table: IsolationTable, _ tenantColumn: String) -> [IsolationCell] {
        let writable = rights.columns(role, table.name, .update, of: table.columns)
        var update = "update \(table.name) set \(tenantColumn) = '\(TwoTenants.tenant(own))'"
        if !writable.contains(tenantColumn), let column = writable.last {
            let row = (table.spares[own] ?? "{}").replacing("@officer", with: officer(of: own).uuidString)
            update = """
                update \(table.name) set \(column) = (jsonb_populate_record(null::\(table.name), $row$\(row)$row$)).\(column)
                """
        }
        let canDelete = rights.granted(role, table.name).contains(.delete)
        return [
            (IsolationRights.Right.update, update, !writable.isEmpty),
            (.delete, "delete from \(table.name)", canDelete),
        ].map { right, statement, isGranted in
            let works = rights.works(right, role, table.name, situation)
            var count = table.counts[own] ?? 0
            var extent = works.own
            if case .exactly(let foreign) = works.foreign {
                count = works.own == .all ? count + foreign : foreign
                extent = .all
            }
            return IsolationCell(
                title: "\(role) blind \(right) \(table.name) \(situation)",
                statement: statement,
                expected: expected(right, isGranted: isGranted, extent),
                count: count,
                isForeign: true
            )
        }
    }

    private func statement(
        _ table: IsolationTable,
        _ right: IsolationRights.Right,
        _ target: TwoTenants.Name,
        _ place: String
    ) -> String {
        let fallback = table.tenantColumn ?? table.columns[0]
        let readable = rights.columns(role, table.name, .select, of: table.columns)
        switch right {
        case .select:
            return "select \(readable.first ?? fallback) from \(table.name)\(place)"
        case .delete:
            return "delete from \(table.name)\(place)"
        case .update:
            let writable = rights.columns(role, table.name, .update, of: table.columns)
            let column = writable.first { readable.contains($0) } ?? fallback
            return "update \(table.name) set \(column) = \(column)\(place)"
        case .insert:
            let writable = rights.columns(role, table.name, .insert, of: table.columns)
            let columns = (writable.isEmpty ? table.columns : writable).joined(separator: ", ")
            let row = (table.spares[target] ?? "{}").replacing("@officer", with: officer(of: target).uuidString)
            return """
                insert into \(table.name) (\(columns))
                select \(columns) from jsonb_populate_record(null::\(table.name), $row$\(row)$row$)
                """
        }
    }

    /// A row of ours given to the other tenant.
    private func move(_ table: IsolationTable, _ tenantColumn: String) -> IsolationCell {
        let isGranted = rights.columns(role, table.name, .update, of: table.columns).contains(tenantColumn)
        let isWorking = rights.works(.update, role, table.name, situation).own != .none
        return IsolationCell(
            title: "\(role) move \(table.name) \(situation)",
            statement: """
                update \(table.name) set \(tenantColumn) = '\(TwoTenants.tenant(own.counterpart))'
                where \(tenantColumn) = '\(TwoTenants.tenant(own))'
                """,
            expected: !isGranted ? .denied : isWorking ? .refused : .none,
            count: 0,
            isForeign: true
        )
    }

    private func truncation(_ table: IsolationTable) -> IsolationCell {
        IsolationCell(
            title: "\(role) truncate \(table.name) \(situation)",
            statement: "truncate \(table.name) cascade",
            expected: role == .owner ? .none : .denied,
            count: 0,
            isForeign: true
        )
    }

    private func officer(of tenant: TwoTenants.Name) -> UUID {
        let officer: TwoTenants.Officer =
            switch situation {
            case .near: .near
            case .far: .far
            case .viewer: .viewer
            case .admin, .reading, .nobody, .stranger: .administrator
            }
        return TwoTenants.id(.officer, officer.rawValue, of: tenant)
    }

    /// The settings with which a transaction says for whom it acts.
    var settings: PostgresSettings {
        guard situation != .nobody else {
            return [
                "app.tenant_id": "", "app.officer_id": "", "app.account_id": "", "app.role": "", "app.access": "",
                "app.scope": "", "app.branches": "", "app.areas": "", "app.certificate_code": "",
                "app.counting": "", "app.steward": "",
            ]
        }
        let isStranger = situation == .stranger
        let branch: TwoTenants.Branch? = situation == .near ? .near : situation == .far ? .far : nil
        let officer = officer(of: own).uuidString
        let account = TwoTenants.id(.account, officer.last.flatMap(\.wholeNumberValue) ?? 0, of: own)
        return [
            "app.tenant_id": isStranger ? UUID().uuidString : TwoTenants.tenant(own).uuidString,
            "app.officer_id": isStranger ? UUID().uuidString : officer,
            "app.account_id": isStranger ? UUID().uuidString : account.uuidString,
            "app.role": situation == .viewer ? "viewer" : branch == nil ? "administrator" : "editor",
            "app.access": situation == .reading ? "read" : "write",
            "app.scope": branch == nil ? "*" : "",
            "app.branches": branch.map { "{\(TwoTenants.id(.branch, $0.rawValue, of: own))}" } ?? "{}",
            "app.areas": branch == .near ? "{00000000-0000-7000-8000-000000000002}" : "{}",
            // the other's certificate; and what only the owner's own functions set, for whom it opens the policies that count
            "app.certificate_code": isStranger ? "" : TwoTenants.certificateCode(own.counterpart),
            "app.counting": isStranger ? "off" : "on",
            // a steward of the city's has it beside whatever else the account may do
            "app.steward": situation == .admin || situation == .reading ? "on" : "off",
        ]
    }
}
