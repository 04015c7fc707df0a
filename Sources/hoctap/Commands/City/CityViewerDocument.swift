import Foundation
import Store

/// Somebody who may look at the city's totals, as a command answers it.
struct CityViewerDocument: Encodable {
    let login: String
    let name: String
    let grantedAt: Date
    let endedAt: Date?
    let hasPassword: Bool
    let hasSecondFactor: Bool
    let isSteward: Bool

    init(_ viewer: CityViewer) {
        login = viewer.login
        name = viewer.displayName
        grantedAt = viewer.grantedAt
        endedAt = viewer.endedAt
        hasPassword = viewer.hasPassword
        hasSecondFactor = viewer.hasSecondFactor
        isSteward = viewer.isSteward
    }

    /// The lines of several.
    static func table(_ viewers: [CityViewerDocument]) -> String {
        var table = OutputTable("Login", "Name", "Since", "Until", "Password", "Second factor", "Steward")
        table.rows = viewers.map { viewer in
            [
                viewer.login, viewer.name, viewer.grantedAt.formatted(.iso8601),
                viewer.endedAt?.formatted(.iso8601) ?? "", viewer.hasPassword ? "set" : "not set yet",
                viewer.hasSecondFactor ? "set" : "not set yet", viewer.isSteward ? "yes" : "no",
            ]
        }
        return table.text
    }
}
