// A real audio server: what is rendered arrives there sample by sample; a server that dies and returns is survived.
#include <dlfcn.h>
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <thread>
#include <vector>

#include "native/io/live_host.h"

using namespace hocket::io;
using namespace std::chrono_literals;

namespace {

/// jackd without hardware, under a name of its own.
class Server {
 public:
  Server() : name_("hocket-test-" + std::to_string(getpid())) { setenv("JACK_DEFAULT_SERVER", name_.c_str(), 1); }
  ~Server() { stop(); }

  void start() {
    process_ = fork();
    if (process_ == 0) {
      if (!freopen("/dev/null", "w", stdout) || !freopen("/dev/null", "w", stderr)) _exit(126);
      execlp("jackd", "jackd", "-n", name_.c_str(), "-R", "-P70", "-d", "dummy", "-r", "48000", "-p", "256", nullptr);
      _exit(127);
    }
  }
  bool alive() const { return process_ > 0 && waitpid(process_, nullptr, WNOHANG) == 0; }
  void stop() {
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = -1;
  }

 private:
  std::string name_;
  pid_t process_ = -1;
};

/// libjack as far as a recorder needs it, opened at run time as the engine does.
struct Jack {
  void* library = dlopen("libjack.so.0", RTLD_NOW | RTLD_NODELETE);
  template <class F>
  F* find(const char* name) const {
    return reinterpret_cast<F*>(dlsym(library, name));
  }
};

/// A client of the server that keeps what comes out of another client's first port.
class Recorder {
 public:
  explicit Recorder(std::size_t frames) { samples_.reserve(frames); }
  ~Recorder() {
    if (client_) jack_.find<int(void*)>("jack_client_close")(client_);
  }

  bool start(const char* source) {
    client_ = jack_.find<void*(const char*, int, int*, ...)>("jack_client_open")("recorder", 1, nullptr);
    if (client_ == nullptr) return false;
    port_ = jack_.find<void*(void*, const char*, const char*, unsigned long, unsigned long)>("jack_port_register")(
        client_, "in", "32 bit float mono audio", 1, 0);
    buffer_ = jack_.find<void*(void*, std::uint32_t)>("jack_port_get_buffer");
    jack_.find<int(void*, int (*)(std::uint32_t, void*), void*)>("jack_set_process_callback")(client_,
                                                                                              &Recorder::process, this);
    if (jack_.find<int(void*)>("jack_activate")(client_) != 0) return false;
    const char** ports = jack_.find<const char**(void*, const char*, const char*, unsigned long)>("jack_get_ports")(
        client_, source, nullptr, 2);
    if (ports == nullptr || ports[0] == nullptr) return false;
    return jack_.find<int(void*, const char*, const char*)>("jack_connect")(client_, ports[0], "recorder:in") == 0;
  }
  bool full() const { return full_.load(); }
  const std::vector<float>& samples() const { return samples_; }

 private:
  static int process(std::uint32_t frames, void* self) {
    auto& recorder = *static_cast<Recorder*>(self);
    if (recorder.full_) return 0;
    const auto* data = static_cast<const float*>(recorder.buffer_(recorder.port_, frames));
    if (recorder.samples_.size() + frames > recorder.samples_.capacity())
      recorder.full_ = true;
    else
      recorder.samples_.insert(recorder.samples_.end(), data, data + frames);
    return 0;
  }

  Jack jack_;
  void* client_ = nullptr;
  void* port_ = nullptr;
  void* (*buffer_)(void*, std::uint32_t) = nullptr;
  std::vector<float> samples_;
  std::atomic<bool> full_{false};
};

/// A ramp that wraps at 1: any lost, doubled or changed sample breaks it.
struct Ramp {
  static constexpr std::int64_t period = 1 << 16;
  std::atomic<std::int64_t> frames{0};

  static void render(void* self, float* const* out, const float* const*, int count) {
    auto& ramp = *static_cast<Ramp*>(self);
    const auto start = ramp.frames.load();
    for (int i = 0; i < count; ++i)
      out[0][i] = out[1][i] = static_cast<float>((start + i) % period) / static_cast<float>(period);
    ramp.frames.store(start + count);
  }
};

std::size_t longestUnbrokenRun(const std::vector<float>& samples) {
  std::size_t longest = 0, run = 0;
  for (std::size_t i = 1; i < samples.size(); ++i) {
    const float expected = samples[i - 1] + 1.0f / static_cast<float>(Ramp::period);
    run = samples[i] == (expected >= 1.0f ? 0.0f : expected) ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

template <class Condition>
bool eventually(Condition condition) {
  for (int i = 0; i < 1500; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(10ms);
  }
  return false;
}

/// A shared machine may drop a period now and then: one unbroken fifth of a second within three attempts shows that the
/// way is exact.
void checkThatSoundArrives() {
  std::size_t longest = 0;
  for (int attempt = 0; attempt < 3 && longest < 9600; ++attempt) {
    Recorder recorder(48000);
    REQUIRE(recorder.start("hocket"));
    REQUIRE(eventually([&] { return recorder.full(); }));
    longest = longestUnbrokenRun(recorder.samples());
  }
  CHECK(longest >= 9600);
}

}  // namespace

TEST_CASE("sound arrives at a JACK server, which may die and come back") {
  Server server;
  server.start();
  std::this_thread::sleep_for(500ms);
  REQUIRE_MESSAGE(server.alive(), "jackd could not be started: is the package jackd2 installed?");

  Ramp ramp;
  LiveHost host({48000, 2, 0, 256}, {"", "jack"});
  REQUIRE(host.start({Ramp::render, &ramp}).ok());
  REQUIRE(eventually([&] { return host.status().state == HostState::running; }));
  CHECK(host.status().backend == "JACK");
  CHECK(host.status().sampleRate == 48000);
  checkThatSoundArrives();

  server.stop();
  REQUIRE(eventually([&] { return host.status().state == HostState::silent; }));
  CHECK(host.status().losses == 1);
  const auto frames = ramp.frames.load();
  CHECK(eventually([&] { return ramp.frames.load() > frames + 24000; }));

  server.start();
  REQUIRE(eventually([&] { return host.status().state == HostState::running; }));
  checkThatSoundArrives();
  host.stop();
}
