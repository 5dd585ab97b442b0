using CsCheck;

namespace OrleansSms.Domain.Tests.Compliance;

/// <summary>
/// Whatever happens in whatever order: sends, STOPs, STARTs, questions for help, lanes that are slow, clocks that are set forth and back by seconds or by weeks, restarts that forget what is in
/// memory, messages that end unsent. A model that keeps every message says whether it may have been decided, and whether it may have gone.
/// </summary>
public sealed class RecipientModelTests
{
    [Fact]
    public void No_sequence_breaks_a_cap_sends_in_quiet_hours_or_sends_after_a_stop() =>
        Gen.Select(Gen.Enum<RecipientAct>(), Gen.Int[0, 1_000_000]).List[1, 160].Sample(
            steps =>
            {
                var run = new RecipientRun();
                foreach (var (act, number) in steps)
                {
                    run.Do(act, number);
                }
            },
            iter: 3_000);
}
