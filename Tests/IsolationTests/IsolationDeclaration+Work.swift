/// The programme's work. The first tenant leads the programme: it sees the return that the other one sent, and what the other one
/// asks of it.
extension IsolationDeclaration {
    static let work = """

        # table                     role    granted  admin    near     far      viewer   reading  nobody
        app.plans                   server  siud     siud     s        s        s        s        -
        app.plans                   admin   siud     siud     siud     siud     siud     siud     -
        app.plans                   owner   siud     sS       sS       sS       sS       sS       -
        app.communications          server  siud     siud     s        s        s        s        -
        app.communications          admin   siud     siud     siud     siud     siud     siud     -
        app.trainings               server  siud     siud     s        s        s        s        -
        app.trainings               admin   siud     siud     siud     siud     siud     siud     -
        app.trainings               owner   siud     sS       sS       sS       sS       sS       -
        app.gatherings              server  siud     siud     s        s        s        s        -
        app.gatherings              admin   siud     siud     siud     siud     siud     siud     -
        app.inspections             server  siud     siud     s        s        s        s        -
        app.inspections             admin   siud     siud     siud     siud     siud     siud     -
        app.findings                server  siud     siud     s        s        s        s        -
        app.findings                admin   siud     siud     siud     siud     siud     siud     -
        app.funds                   server  siu      siu      s        s        s        s        -
        app.funds                   admin   siud     siud     siud     siud     siud     siud     -
        app.fund_entries            server  si       si       s        s        s        s        -
        app.fund_entries            admin   siud     siud     siud     siud     siud     siud     -
        app.roll_people             server  siud     siud     -        -        s        s        -
        app.roll_people             admin   siud     siud     siud     siud     siud     siud     -
        app.roll_people             owner   siud     sS       sS       sS       sS       sS       -
        app.training_people         server  sid      sid      -        -        s        s        -
        app.training_people         admin   siud     siud     siud     siud     siud     siud     -
        app.training_people         owner   siud     sS       sS       sS       sS       sS       -
        app.awards                  server  siu      siu      -        -        s        s        -
        app.awards                  admin   siud     siud     siud     siud     siud     siud     -
        app.plan_tasks              server  siud     siudS1U1 sS1      sS1      sS1      sS1      -
        app.plan_tasks              admin   siud     siud     siud     siud     siud     siud     -
        app.plan_tasks              owner   siud     sS       sS       sS       sS       sS       -
        app.returns                 server  siud     siud*S1U1 sS1     sS1      sS1      sS1      -
        app.returns                 admin   siud     siud     siud     siud     siud     siud     -
        app.associations            server  s        s        s        s        s        s        s
        app.associations            worker  s        s        s        s        s        s        s
        app.associations            admin   siud     siud     siud     siud     siud     siud     siud
        app.pilot_areas             server  s        s        s        s        s        s        s
        app.pilot_areas             worker  s        s        s        s        s        s        s
        app.pilot_areas             admin   siud     siud     siud     siud     siud     siud     siud
        """

    static let workColumns = """

        app.plan_tasks           server  u      title content due_on state progress report evidence done_on officer_id version
        app.returns              server  u      not tenant_id id year period created_at
        """
}
