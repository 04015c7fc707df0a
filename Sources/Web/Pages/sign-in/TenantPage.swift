internal import Programme
internal import Store

/// `/sign-in/tenant`: for which organisation, or for the city, for those who may choose.
struct TenantPage: Page {
    struct Choice: Sendable {
        let id: String
        let name: String
        let role: String
        let isSuspended: Bool
    }

    static let template = "sign-in/tenant"
    /// Stands for the city where others have the identity of a tenant.
    static let cityChoice = "city"

    let choices: [Choice]
    let isEmpty: Bool
    /// Where to go afterwards.
    let back: String

    init(_ principal: Principal, back: LocalPath, language: Language) {
        let city = Choice(
            id: Self.cityChoice,
            name: CityWords.city.text(in: language),
            role: CityWords.viewer.text(in: language),
            isSuspended: false
        )
        let tenants = principal.officers.map { officer in
            let role = language == .vietnamese ? officer.role.vietnameseName : officer.role.englishName
            return Choice(
                id: officer.tenant.description,
                name: officer.tenantName,
                role: role,
                isSuspended: officer.isTenantSuspended
            )
        }
        choices = (principal.seesCity ? [city] : []) + tenants
        isEmpty = choices.isEmpty
        self.back = back.description
    }

    func title(in language: Language) -> String { Phrase("Chọn đơn vị", "Choose an organisation").text(in: language) }
}
