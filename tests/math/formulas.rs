//! The formulas: a source, and what it writes, in its own letters.

/// Source and LaTeX.
pub const FORMULAS: &[(&str, &str)] = &[
    (
        "Chain rule, as in lesson 2",
        r"\frac{\partial E}{\partial w} = \frac{\partial E}{\partial y} \cdot \frac{dy}{de} \cdot \frac{\partial e}{\partial w}",
    ),
    (
        "Chain rule without dots",
        r"\frac{\partial E}{\partial w} = \frac{\partial E}{\partial y} \frac{\partial y}{\partial e} \frac{\partial e}{\partial w}",
    ),
    (
        "The update of this course",
        r"\Delta w = \eta\, \delta\, f'(e)\, x",
    ),
    (
        "The update with colours",
        r"w \leftarrow w + {\color{orange}\eta} \cdot {\color{red}(t - y)} \cdot {\color{teal}f'(e)} \cdot {\color{blue}x}",
    ),
    ("Squared error", r"E = \frac{1}{2} \sum_{k} (t_k - y_k)^2"),
    (
        "Squared error, small half",
        r"E = \tfrac12 \sum_{k=1}^{n} (t_k - y_k)^2",
    ),
    (
        "Rumelhart, Hinton and Williams (2)",
        r"\Delta_p w_{ji} = \eta (t_{pj} - o_{pj}) i_{pi} = \eta \delta_{pj} i_{pi}",
    ),
    (
        "Rumelhart, Hinton and Williams, net",
        r"\mathrm{net}_{pj} = \sum_i w_{ji} o_{pi}",
    ),
    (
        "Rumelhart, Hinton and Williams, output delta",
        r"\delta_{pj} = (t_{pj} - o_{pj}) f'_j(\mathrm{net}_{pj})",
    ),
    (
        "Rumelhart, Hinton and Williams, hidden delta",
        r"\delta_{pj} = f'_j(\mathrm{net}_{pj}) \sum_k \delta_{pk} w_{kj}",
    ),
    (
        "Rumelhart, Hinton and Williams, momentum",
        r"\Delta w_{ji}(n+1) = \eta (\delta_{pj} o_{pi}) + \alpha \Delta w_{ji}(n)",
    ),
    (
        "Rumelhart, Hinton and Williams, logistic",
        r"o_{pj} = \frac{1}{1 + e^{-(\sum_i w_{ji} o_{pi} + \theta_j)}}",
    ),
    (
        "Rumelhart, Hinton and Williams, slope",
        r"\frac{\partial o_{pj}}{\partial \mathrm{net}_{pj}} = o_{pj} (1 - o_{pj})",
    ),
    (
        "Nielsen BP1",
        r"\delta^L_j = \frac{\partial C}{\partial a^L_j} \sigma'(z^L_j)",
    ),
    ("Nielsen BP1a", r"\delta^L = \nabla_a C \odot \sigma'(z^L)"),
    (
        "Nielsen BP2",
        r"\delta^l = ((w^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l)",
    ),
    (
        "Nielsen BP3",
        r"\frac{\partial C}{\partial b^l_j} = \delta^l_j",
    ),
    (
        "Nielsen BP4",
        r"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \delta^l_j",
    ),
    (
        "Nielsen, activation of a layer",
        r"a^l_j = \sigma\left( \sum_k w^l_{jk} a^{l-1}_k + b^l_j \right)",
    ),
    (
        "Nielsen, quadratic cost",
        r"C = \frac{1}{2n} \sum_x \| y(x) - a^L(x) \|^2",
    ),
    (
        "Nielsen, cross-entropy",
        r"C = -\frac{1}{n} \sum_x \left[ y \ln a + (1 - y) \ln (1 - a) \right]",
    ),
    (
        "Bishop 5.53",
        r"\delta_j \equiv \frac{\partial E_n}{\partial a_j}",
    ),
    ("Bishop 5.56", r"\delta_j = h'(a_j) \sum_k w_{kj} \delta_k"),
    (
        "Bishop 5.52, chain over units",
        r"\frac{\partial E_n}{\partial a_j} = \sum_k \frac{\partial E_n}{\partial a_k} \frac{\partial a_k}{\partial a_j}",
    ),
    (
        "Bishop 5.14",
        r"E(\mathbf{w}) = \frac{1}{2} \sum_{n=1}^{N} \{ y(x_n, \mathbf{w}) - t_n \}^2",
    ),
    (
        "Bishop 5.43, batch",
        r"\mathbf{w}^{(\tau+1)} = \mathbf{w}^{(\tau)} - \eta \nabla E(\mathbf{w}^{(\tau)})",
    ),
    (
        "Bishop 5.69, central difference",
        r"\frac{\partial E_n}{\partial w_{ji}} = \frac{E_n(w_{ji} + \epsilon) - E_n(w_{ji} - \epsilon)}{2\epsilon} + O(\epsilon^2)",
    ),
    (
        "Bishop, Hessian",
        r"\frac{\partial^2 E}{\partial w_{ji} \partial w_{lk}}",
    ),
    (
        "Bishop, Gaussian",
        r"p(t|x, \mathbf{w}) = \mathcal{N}(t \mid y(x, \mathbf{w}), \beta^{-1})",
    ),
    (
        "Hertz, Krogh and Palmer 6.7",
        r"E[\mathbf{w}] = \frac12 \sum_{\mu i} [\zeta_i^\mu - O_i^\mu]^2",
    ),
    (
        "Hertz, Krogh and Palmer 6.8",
        r"\Delta W_{ij} = -\eta \frac{\partial E}{\partial W_{ij}} = \eta \sum_\mu \delta_i^\mu V_j^\mu",
    ),
    (
        "Hertz, Krogh and Palmer 6.11",
        r"\delta_j^\mu = g'(h_j^\mu) \sum_i W_{ij} \delta_i^\mu",
    ),
    (
        "Hertz, Krogh and Palmer, momentum",
        r"\Delta w_{pq}(t+1) = -\eta \frac{\partial E}{\partial w_{pq}} + \alpha \Delta w_{pq}(t)",
    ),
    ("Hertz, Krogh and Palmer, tanh", r"g'(h) = \beta (1 - g^2)"),
    (
        "Goodfellow 6.47, Jacobian",
        r"\nabla_x z = \left( \frac{\partial \mathbf{y}}{\partial \mathbf{x}} \right)^\top \nabla_y z",
    ),
    (
        "Goodfellow 6.49",
        r"\frac{\partial u^{(n)}}{\partial u^{(j)}} = \sum_{i : j \in \mathrm{Pa}(u^{(i)})} \frac{\partial u^{(n)}}{\partial u^{(i)}} \frac{\partial u^{(i)}}{\partial u^{(j)}}",
    ),
    (
        "Goodfellow, affine",
        r"\mathbf{h} = \max\{0, \mathbf{W}^\top \mathbf{x} + \mathbf{c}\}",
    ),
    ("Softmax", r"y_i = \frac{\exp(z_i)}{\sum_j \exp(z_j)}"),
    (
        "Softmax, powers of e",
        r"\operatorname{softmax}(z)_i = \frac{e^{z_i}}{\sum_{j=1}^{K} e^{z_j}}",
    ),
    (
        "Softmax derivative",
        r"\frac{\partial y_i}{\partial z_j} = y_i (\delta_{ij} - y_j)",
    ),
    (
        "Cross-entropy",
        r"E = -\sum_k \left( t_k \ln y_k + (1 - t_k) \ln (1 - y_k) \right)",
    ),
    ("Cross-entropy delta", r"\delta = \frac{t - y}{y (1 - y)}"),
    (
        "Cross-entropy cancels",
        r"\delta f'(e) = \frac{t - y}{y(1-y)} \cdot y(1-y) = t - y",
    ),
    ("Log likelihood", r"L = -\log p(t \mid x)"),
    (
        "ReLU",
        r"f(e) = \begin{cases} e & \text{if } e > 0 \\ 0 & \text{otherwise} \end{cases}",
    ),
    (
        "Leaky ReLU derivative",
        r"f'(e) = \begin{cases} 1 & e > 0 \\ 0.01 & e \le 0 \end{cases}",
    ),
    ("Logistic", r"f(e) = \frac{1}{1 + e^{-e}}"),
    ("Logistic derivative", r"f'(e) = f(e)\,(1 - f(e))"),
    ("Tanh", r"\tanh(e) = \frac{e^{e} - e^{-e}}{e^{e} + e^{-e}}"),
    ("Tanh derivative", r"\frac{d}{de} \tanh e = 1 - \tanh^2 e"),
    (
        "Derivative of the square",
        r"\frac{d}{dy} \frac{(t-y)^2}{2} = -(t - y)",
    ),
    (
        "GELU",
        r"f(e) = e \cdot \frac12 \left( 1 + \operatorname{erf}\left( \frac{e}{\sqrt{2}} \right) \right)",
    ),
    (
        "Momentum",
        r"v \leftarrow \mu v - \eta \nabla E, \quad w \leftarrow w + v",
    ),
    (
        "Polak–Ribière",
        r"\beta_k = \frac{g_{k+1}^\top (g_{k+1} - g_k)}{g_k^\top g_k}",
    ),
    (
        "Polak–Ribière plus",
        r"\beta = \max\left\{ 0, \frac{g \cdot (g - g_{\text{old}})}{g_{\text{old}} \cdot g_{\text{old}}} \right\}",
    ),
    ("Conjugate direction", r"d_{k+1} = -g_{k+1} + \beta_k d_k"),
    (
        "Central difference",
        r"\frac{\partial E}{\partial w} \approx \frac{E(w + h) - E(w - h)}{2h}",
    ),
    (
        "Root mean square",
        r"\mathrm{RMS} = \sqrt{\frac{1}{n} \sum_{i=1}^{n} (t_i - y_i)^2}",
    ),
    (
        "Xavier start",
        r"w \sim U\left[ -\sqrt{\frac{6}{n_{\text{in}} + n_{\text{out}}}}, \sqrt{\frac{6}{n_{\text{in}} + n_{\text{out}}}} \right]",
    ),
    (
        "Length of a gradient",
        r"\|g\| = \sqrt{g_1^2 + g_2^2}, \qquad \sqrt[3]{x} \ne \sqrt{x}",
    ),
    (
        "A layer as a matrix",
        r"\begin{pmatrix} e_1 \\ e_2 \end{pmatrix} = \begin{bmatrix} w_{11} & w_{12} \\ w_{21} & w_{22} \end{bmatrix} \begin{pmatrix} x_1 \\ x_2 \end{pmatrix}",
    ),
    (
        "Determinant",
        r"\begin{vmatrix} a & b \\ c & d \end{vmatrix} = ad - bc",
    ),
    (
        "Jacobian",
        r"J = \begin{pmatrix} \frac{\partial y_1}{\partial x_1} & \cdots & \frac{\partial y_1}{\partial x_n} \\ \vdots & \ddots & \vdots \\ \frac{\partial y_m}{\partial x_1} & \cdots & \frac{\partial y_m}{\partial x_n} \end{pmatrix}",
    ),
    (
        "Aligned derivation",
        r"\begin{aligned} \frac{\partial E}{\partial w} &= \frac{\partial E}{\partial y} \frac{\partial y}{\partial e} \frac{\partial e}{\partial w} \\ &= -(t - y) f'(e) x \end{aligned}",
    ),
    (
        "Aligned, flat",
        r"\begin{align} e &= w x + b \\ y &= f(e) \\ E &= \tfrac{1}{2}(t - y)^2 \end{align}",
    ),
    (
        "Hats and bars",
        r"\hat{y} = \bar{w} \cdot \tilde{x} + \vec{b}, \quad \overline{xy} \ge \dot{x}",
    ),
    (
        "Perceptron",
        r"y = \operatorname{sgn}\left( \mathbf{w}^\top \mathbf{x} + b \right) \in \{-1, +1\}",
    ),
    (
        "Delta rule with names",
        r"\text{new weight} = \text{old weight} + \eta \times \delta \times f'(e) \times \text{input}",
    ),
    ("Limit", r"f'(e) = \lim_{h \to 0} \frac{f(e + h) - f(e)}{h}"),
    (
        "Least squares",
        r"w^* = \arg\min_w E(w) = (X^\top X)^{-1} X^\top t",
    ),
    (
        "Argmin as an operator",
        r"w^* = \operatorname*{argmin}_{w \in \mathbb{R}^n} E(w)",
    ),
    (
        "Path through two hidden layers",
        r"\frac{\partial y}{\partial w_1} = f_3'(e_3)\, w_3\, f_2'(e_2)\, w_2\, f_1'(e_1)\, x",
    ),
    (
        "Vanishing",
        r"\left| \prod_{l=1}^{L} w_l f'(e_l) \right| \le \left( \frac{|w|}{4} \right)^{L} \to 0",
    ),
    (
        "Adam",
        r"w \leftarrow w - \eta \frac{\hat{m}}{\sqrt{\hat{v}} + \varepsilon}",
    ),
    (
        "Weight decay",
        r"\tilde{E} = E + \frac{\lambda}{2} \sum_i w_i^2",
    ),
    ("Integral", r"\int_a^b f'(e)\, de = f(b) - f(a)"),
    (
        "Labelled",
        r"\Delta w = \eta \underbrace{(t - y)}_{\text{how wrong}} \underbrace{f'(e)}_{\text{how willing}} x",
    ),
    (
        "Second derivative",
        r"f''(e) = \frac{d^2 f}{de^2} = -2 f(e) f'(e)",
    ),
    (
        "Expectation",
        r"\mathbb{E}[E] = \frac{1}{P} \sum_{p=1}^{P} E_p",
    ),
    (
        "Continued fraction",
        r"\cfrac{1}{1 + \cfrac{1}{1 + \cfrac{1}{x}}}",
    ),
    (
        "Delta through all paths",
        r"\delta_j = \sum_{k \in \text{above}} w_{kj}\, \delta_k\, f'(e_k)",
    ),
    (
        "Local gradient, Haykin",
        r"\Delta w_{ji}(n) = \alpha\, \Delta w_{ji}(n-1) + \eta\, \delta_j(n)\, y_i(n)",
    ),
    (
        "Haykin, local gradient of a hidden unit",
        r"\delta_j(n) = \varphi'_j(v_j(n)) \sum_k \delta_k(n) w_{kj}(n)",
    ),
    (
        "Softplus",
        r"f(e) = \ln(1 + e^e), \quad f'(e) = \frac{1}{1 + e^{-e}}",
    ),
    (
        "Swish derivative",
        r"f'(e) = \sigma(e) + e\, \sigma(e)\, (1 - \sigma(e))",
    ),
    (
        "Jacobian of a chain",
        r"\frac{\partial z}{\partial x} = \left. \frac{\partial z}{\partial y} \right|_{y = g(x)} \frac{dy}{dx}",
    ),
    (
        "Newton step",
        r"w_{\text{new}} = w_{\text{old}} - \mathbf{H}^{-1} \nabla E",
    ),
    (
        "Line search",
        r"E(w + a d) \le E(w) + 10^{-4} a\, g \cdot d",
    ),
    (
        "Double sum",
        r"E = \frac{1}{2} \sum_{p=1}^{P} \sum_{k=1}^{K} \left( t_k^{(p)} - y_k^{(p)} \right)^2",
    ),
    ("Binomial", r"\binom{n}{k} = \frac{n!}{k! (n - k)!}"),
    (
        "Cosine of two directions",
        r"\cos \theta = \frac{\mathbf{a} \cdot \mathbf{b}}{\|\mathbf{a}\| \|\mathbf{b}\|}",
    ),
    (
        "Chain in colours",
        r"-\frac{\partial E}{\partial w} = {\color{red}\left( -\frac{\partial E}{\partial y} \right)} \cdot {\color{teal}\frac{dy}{de}} \cdot {\color{blue}\frac{\partial e}{\partial w}}",
    ),
];
