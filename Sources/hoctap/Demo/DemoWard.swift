import Foundation
import Programme

/// A ward or commune of a demo that keeps its own records, and has the centre.
struct DemoWard: Sendable {
    let area: Area
    /// Its place among the wards, from 0.
    let number: Int
    let hasTenant: Bool

    var title: String { DemoHome.title(of: area) }

    /// Names the tenant.
    var key: String { "\(area.kind == .commune ? "xa" : "phuong")-\(area.key)" }

    /// The tenant, if it has one.
    func tenant(in plan: DemoPlan) -> TenantID { plan.identity.make(.tenant, at: plan.begin, 1000 + number) }

    /// Every area in which people of these homes live at some time, in the order of the keys.
    static func all(of homes: [DemoHome], _ scale: DemoScale) -> [DemoWard] {
        let areas = Dictionary(
            homes.flatMap { $0.spans.map(\.area) }.map { ($0.key, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let kept = scale.wards.map { keys in
            Set(
                homes.filter { home in home.spans.last.map { keys.contains($0.area.key) } ?? false }.flatMap {
                    $0.spans.map(\.area.key)
                }
            )
        }
        return areas.values.sorted { $0.key < $1.key }.enumerated().map { number, area in
            DemoWard(area: area, number: number, hasTenant: kept?.contains(area.key) ?? true)
        }
    }
}
