internal import Programme
internal import Store

/// `/sign-in/tenant`: for which organisation, for those who work for several.
struct TenantPage: Page {
    struct Choice: Sendable {
        let id: String
        let name: String
        let role: String
        let isSuspended: Bool
    }

    static let template = "sign-in/tenant"

    let choices: [Choice]
    let isEmpty: Bool
    /// Where to go afterwards.
    let back: String

    init(_ officers: [AccountOfficer], back: LocalPath, language: Language) {
        choices = officers.map { officer in
            let role = language == .vietnamese ? officer.role.vietnameseName : officer.role.englishName
            return Choice(
                id: officer.tenant.description,
                name: officer.tenantName,
                role: role,
                isSuspended: officer.isTenantSuspended
            )
        }
        isEmpty = officers.isEmpty
        self.back = back.description
    }

    func title(in language: Language) -> String { Phrase("Chọn đơn vị", "Choose an organisation").text(in: language) }
}
