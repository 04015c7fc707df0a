/// How long a class of a demo is, and how many come.
struct DemoShape: Sendable {
    let percent: Int
    let sessions: ClosedRange<Int>
    let learners: ClosedRange<Int>
    /// Days from one session to the next, over and over.
    let steps: [Int]
    let minutes: [Int]
    /// Of a hundred such classes, those that give certificates.
    let percentCertified: Int

    /// From one evening to half a year.
    private static let all = [
        DemoShape(
            percent: 25,
            sessions: 1...1,
            learners: 25...75,
            steps: [1],
            minutes: [120, 150, 180],
            percentCertified: 0
        ),
        DemoShape(
            percent: 25,
            sessions: 2...3,
            learners: 18...42,
            steps: [1],
            minutes: [150, 180, 210],
            percentCertified: 5
        ),
        DemoShape(
            percent: 25,
            sessions: 4...8,
            learners: 18...42,
            steps: [7],
            minutes: [90, 120],
            percentCertified: 35
        ),
        DemoShape(
            percent: 15,
            sessions: 10...20,
            learners: 18...42,
            steps: [2, 5],
            minutes: [120],
            percentCertified: 60
        ),
        DemoShape(
            percent: 10,
            sessions: 24...36,
            learners: 18...42,
            steps: [2, 2, 3],
            minutes: [120, 180],
            percentCertified: 80
        ),
    ]
    /// Attendances of a class on the average, as measured with many: not everybody comes, and some are cancelled.
    static let attendances = 183

    /// One of them, by its share.
    static func next(using random: inout DemoRandom) -> DemoShape {
        var lot = random.below(100)
        var found = all[0]
        for next in all {
            found = next
            if lot < next.percent { break }
            lot -= next.percent
        }
        return found
    }

    /// The days of a class that begins on a day.
    func days(from first: Int, using random: inout DemoRandom) -> [Int] {
        var day = first
        return (0..<random.between(sessions.lowerBound, sessions.upperBound)).map { number in
            if number > 0 { day += steps[(number - 1) % steps.count] }
            return day
        }
    }
}
