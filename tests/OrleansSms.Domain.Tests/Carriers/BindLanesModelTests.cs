using CsCheck;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Tests.Carriers;

/// <summary>
/// Lanes against a store that is a sorted set of queued messages: whatever the order of commits, calls and reads, every durable message is taken
/// exactly once. Pages are snapshots that were taken earlier than they are added.
/// </summary>
public sealed class BindLanesModelTests
{
    private enum Step
    {
        Commit,
        Hand,
        BeginPage,
        EndPage,
        AbandonPage,
        Take,
        Finish,
        PutBack,
        Delay,
        Promote,
        Withdraw,
        EndWithdraw,
        RefuseWithdraw,
        GoElsewhere,
        ComeBack,
        Look,
        EndLook,
        Lose,
    }

    [Fact]
    public void Every_durable_message_is_taken_exactly_once_and_memory_stays_bounded() =>
        Gen.Select(
                Gen.Int[1, 12],
                Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 1_000_000]).List[0, 250])
            .Sample(
                (capacity, steps) =>
                {
                    var world = new World(capacity);
                    steps.ForEach(step => world.Do(step.Item1, step.Item2));
                    world.RunToTheEnd();
                },
                iter: 20_000);

    private sealed class World(int capacity)
    {
        private const MessageCategory Lane = MessageCategory.Transactional;

        private readonly BindLanes _lanes = new(capacity);

        /// <summary>What the store has as queued on this bind.</summary>
        private readonly SortedSet<long> _store = [];

        private readonly List<long> _unhanded = [];
        private readonly List<QueuedMessage> _inHand = [];
        private readonly List<long> _withdrawing = [];
        private readonly List<long> _elsewhere = [];
        private readonly HashSet<long> _finished = [];
        private readonly HashSet<long> _canceled = [];
        private readonly HashSet<long> _used = [];
        private (QueuedMessage[] Page, bool IsLast)? _page;
        private QueuedMessage[]? _look;
        private long _now;
        private long _committed;

        /// <summary>Three accounts, so that one may find room where others do not.</summary>
        private static QueuedMessage New(long number) => Queued.Message(number, account: $"{number % 3}");

        public void Do(Step step, int choice)
        {
            switch (step)
            {
                case Step.Commit:
                    Commit(choice);
                    break;
                case Step.Hand:
                    Pick(_unhanded, choice, number => _lanes.Add(New(number)));
                    break;
                case Step.BeginPage:
                    BeginPage();
                    break;
                case Step.EndPage:
                    EndPage();
                    break;
                case Step.AbandonPage when _page is not null:
                    _page = null;
                    _lanes.AbandonPage();
                    break;
                case Step.Take:
                    Take();
                    break;
                case Step.Finish:
                    Pick(_inHand, choice, Finish);
                    break;
                case Step.PutBack:
                    Pick(_inHand, choice, _lanes.PutBack);
                    break;
                case Step.Delay:
                    Pick(_inHand, choice, message => _lanes.Delay(message, _now + (choice % 10)));
                    break;
                case Step.Promote:
                    _now += 3;
                    _lanes.Promote(_now);
                    break;
                default:
                    DoRarer(step, choice);
                    break;
            }
        }

        public void RunToTheEnd()
        {
            while (_withdrawing.Count > 0)
            {
                Do(Step.EndWithdraw, 0);
            }

            while (_elsewhere.Count > 0)
            {
                Do(Step.ComeBack, 0);
            }

            while (_unhanded.Count > 0)
            {
                Do(Step.Hand, 0);
            }

            EndPage();
            EndLook();
            for (var round = 0; _store.Count > 0; round++)
            {
                Assert.True(round < 1_000, $"{_store.Count} messages are durable and never taken.");
                _now += 100;
                _lanes.Promote(_now);
                BeginPage();
                EndPage();
                Look();
                EndLook();
                Take();
                Do(Step.Finish, round);
            }

            Assert.Equal(_committed, _finished.Count + _canceled.Count);
        }

        private void DoRarer(Step step, int choice)
        {
            switch (step)
            {
                case Step.Withdraw when _store.Count > 0:
                    var number = _store.ElementAt(choice % _store.Count);
                    if (!_withdrawing.Contains(number) && _lanes.Withdraw(Queued.Id(number)))
                    {
                        Assert.DoesNotContain(_inHand, message => message.Number() == number);
                        _withdrawing.Add(number);
                    }

                    break;
                case Step.EndWithdraw:
                    Pick(_withdrawing, choice, canceled =>
                    {
                        _store.Remove(canceled);
                        _canceled.Add(canceled);
                        _lanes.Done(Queued.Id(canceled));
                    });
                    break;
                case Step.RefuseWithdraw:
                    Pick(_withdrawing, choice, refused => _lanes.Restore(Queued.Id(refused)));
                    break;
                case Step.GoElsewhere:
                    Pick(_inHand, choice, message =>
                    {
                        // A bind is down for seconds before anything moves: the call that adds a message is not late by so much.
                        if (_unhanded.Remove(message.Number()))
                        {
                            _lanes.Add(message);
                        }

                        _store.Remove(message.Number());
                        _elsewhere.Add(message.Number());
                        _lanes.Leave(message.Message.Id);
                    });
                    break;
                case Step.Look:
                    Look();
                    break;
                case Step.EndLook:
                    EndLook();
                    break;
                case Step.Lose:
                    Pick(_unhanded, choice, _ => { });
                    break;
                case Step.ComeBack:
                    Pick(_elsewhere, choice, back =>
                    {
                        _store.Add(back);
                        _unhanded.Add(back);
                    });
                    break;
            }
        }

        /// <summary>Ids are drawn before the commit, so that a lower one may be committed later.</summary>
        private void Commit(int choice)
        {
            var number = (choice % 2_000) + 1;
            if (_used.Add(number))
            {
                _committed++;
                _store.Add(number);
                _unhanded.Add(number);
            }
        }

        private void BeginPage()
        {
            if (_page is not null || !_lanes.WantsPage(Lane))
            {
                return;
            }

            _lanes.BeginPage(Lane);
            var after = _lanes.Spill(Lane).After?.Key ?? -1;
            var page = _store.Where(number => number > after).Take(_lanes.PageCapacity).Select(number => New(number)).ToArray();
            _page = (page, page.Length < _lanes.PageCapacity);
        }

        private void EndPage()
        {
            if (_page is { } page)
            {
                _page = null;
                _lanes.AddPage(Lane, page.Page, page.IsLast);
            }
        }

        /// <summary>What the store holds is a snapshot here, too, that was taken earlier than it is compared.</summary>
        private void Look()
        {
            if (_look is null)
            {
                _lanes.BeginLook();
                _look = [.. _store.Select(number => New(number))];
            }
        }

        private void EndLook()
        {
            foreach (var message in _look ?? [])
            {
                if (_lanes.IsStranger(message.Message.Id) && !_lanes.Spill(Lane).WillFetch(message.Message.Id))
                {
                    _lanes.AddLost(message);
                }
            }

            if (_look is not null)
            {
                _look = null;
                _lanes.EndLook();
            }
        }

        private void Take()
        {
            if (_lanes.Take(_now, false, out _) is not { } message)
            {
                return;
            }

            var number = message.Number();
            Assert.DoesNotContain(number, _finished);
            Assert.DoesNotContain(number, _canceled);
            Assert.DoesNotContain(_inHand, other => other.Number() == number);
            Assert.Contains(number, _store);
            _inHand.Add(message);
        }

        private void Finish(QueuedMessage message)
        {
            _store.Remove(message.Number());
            Assert.True(_finished.Add(message.Number()));
            _lanes.Done(message.Message.Id);
        }

        private static void Pick<T>(List<T> from, int choice, Action<T> use)
        {
            if (from.Count > 0)
            {
                var index = choice % from.Count;
                var picked = from[index];
                from.RemoveAt(index);
                use(picked);
            }
        }
    }
}
