import Programme
import Store

/// The branches of an organisation of a demo: one for every ward, and one for each of its hamlets.
struct DemoBranches: Sendable {
    private static let workplaces = [
        "Trường Tiểu học", "Trường Trung học cơ sở", "Trường Mầm non", "UBND", "Trạm Y tế", "Công ty Môi trường", "Chợ",
        "Xí nghiệp Chế biến gỗ", "Công ty Cao su", "Bến xe",
    ]

    let plan: DemoPlan
    let organisation: Int

    /// Those of the wards, then those of the hamlets.
    func filled() throws -> (tops: [FilledBranch], below: [FilledBranch]) {
        let tenant = plan.tenant(of: organisation)
        let word = plan.organisations[organisation].branchWord
        var tops: [FilledBranch] = []
        var below: [FilledBranch] = []
        for home in plan.homes {
            let top = plan.branch(of: organisation, in: home.number)
            let area = home.area(on: plan.time.last).id
            tops.append(try FilledBranch(top, of: tenant, parent: nil, name: "\(word) \(home.title)", area: area))
            for hamlet in 1...plan.scale.hamletsOfAWard {
                let id = plan.branch(of: organisation, in: home.number, hamlet: hamlet)
                let name = "\(word) \(place(hamlet, in: home))"
                below.append(try FilledBranch(id, of: tenant, parent: top, name: name, area: area))
            }
        }
        return (tops, below)
    }

    private func place(_ hamlet: Int, in home: DemoHome) -> String {
        if plan.organisations[organisation].key == "cong-doan" {
            let workplace = Self.workplaces[(hamlet - 1) % Self.workplaces.count]
            let number = (hamlet - 1) / Self.workplaces.count
            return "\(workplace) \(home.title)\(number > 0 ? " \(number + 1)" : "")"
        }
        return "\(home.area.kind == .commune ? "thôn" : "tổ dân phố") \(hamlet)"
    }
}
