import Foundation
import Programme
import Store

/// An officer as a command answers it.
struct OfficerDocument: Encodable {
    let id: String
    let login: String
    let name: String
    let role: String
    let branch: String?
    let area: String?
    let state: String
    let hasPassword: Bool
    let createdAt: Date

    init(_ login: OfficerLogin) { self.init(login.officer, login: login) }

    /// An officer who was changed since the sign-in name was read.
    init(_ officer: Officer, login: OfficerLogin) {
        id = officer.id.description
        self.login = login.login
        name = officer.displayName
        role = officer.role.rawValue
        branch = if case .branch(let id) = officer.scope { id.description } else { nil }
        area = if case .area(let id) = officer.scope { id.description } else { nil }
        state = officer.isEnded ? "ended" : "active"
        hasPassword = login.hasPassword
        createdAt = officer.createdAt
    }

    /// The lines of several.
    static func table(_ officers: [OfficerDocument]) -> String {
        var table = OutputTable("Login", "Name", "Role", "For", "State", "Password")
        table.rows = officers.map { officer in
            [
                officer.login, officer.name, officer.role,
                officer.branch.map { "branch \($0)" } ?? officer.area.map { "area \($0)" } ?? "the whole tenant",
                officer.state, officer.hasPassword ? "set" : "not set yet",
            ]
        }
        return table.text
    }
}
