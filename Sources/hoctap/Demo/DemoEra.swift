import Foundation
import Programme

/// A home of a demo for as long as its land lies in one ward that is a tenant: what the ward keeps of it, it keeps then. At the
/// end of an era the next ward takes over what lives.
struct DemoEra: Hashable, Sendable {
    /// Of the home.
    let home: Int
    /// Among those of the home, from 0.
    let number: Int
    /// Where the land lies.
    let area: Area
    /// Of the ward, among all.
    let ward: Int
    /// Day numbers: the first, nil since always; and the first of the next era.
    let from: Int?
    let until: Int?

    /// Whether a day is in it.
    func contains(_ day: Int) -> Bool { from ?? .min <= day && day < until ?? .max }

    /// When its records were entered.
    func begin(in plan: DemoPlan) -> Date { from.map { DemoTime.day($0).startInVietnam } ?? plan.begin }

    /// The eras of every home, in the order of the homes; none of a home without wards that are tenants.
    static func all(in plan: DemoPlan) -> [[DemoEra]] {
        plan.homes.map { home in
            let wards = home.spans.map { span in plan.wards.first { $0.area.id == span.area.id && $0.hasTenant } }
            guard wards.allSatisfy({ $0 != nil }) else { return [] }
            return zip(home.spans, wards).enumerated().compactMap { number, part in
                part.1.map { ward in
                    DemoEra(
                        home: home.number,
                        number: number,
                        area: part.0.area,
                        ward: ward.number,
                        from: number == 0 ? nil : part.0.from,
                        until: number + 1 < home.spans.count ? home.spans[number + 1].from : nil
                    )
                }
            }
        }
    }
}
